"""Cauce: the life of a client as processes that people can see."""
