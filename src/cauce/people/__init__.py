"""People: who they are, where they belong, and which roles they hold when."""
