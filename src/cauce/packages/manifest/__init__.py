"""`package.toml`: one module for each of its parts."""
