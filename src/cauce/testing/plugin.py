"""The pytest plugin of the sandbox."""
