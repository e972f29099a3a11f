"""SQLite, by its name in `DATABASES`."""
