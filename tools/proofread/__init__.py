"""Reads the drawings of process packages for what is wrong with them, without running them."""
