"""What events wait for or throw, one file each; `table.py` lists them by event definition."""
