"""Dates, times, date-times and durations: Python's own where they can hold the value."""
