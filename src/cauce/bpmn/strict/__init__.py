"""Refuses what a file carries and the engine would not act on."""
