"""What each command does to an instance, by topic; `table.py` lists them."""
