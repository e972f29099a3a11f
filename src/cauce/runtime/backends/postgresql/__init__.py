"""PostgreSQL, by its name in `DATABASES`."""
