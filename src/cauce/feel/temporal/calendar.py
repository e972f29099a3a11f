"""The proleptic Gregorian calendar as arithmetic on whole numbers, for any year.

Python's `date` ends at the years 1 and 9999; FEEL goes from -999,999,999 to
999,999,999. Day 0 is 1970-01-01.
"""

from __future__ import annotations

from typing import Final

MAX_YEAR: Final = 999_999_999
DAY_NANOS: Final = 86_400 * 10**9

_MONTH_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_PER_ERA: Final = 146_097  # 400 years
_EPOCH_FROM_ERA: Final = 719_468  # days from 0000-03-01 to 1970-01-01


def is_leap(year: int) -> bool:
    """Tell whether `year` has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Return the number of days of a month (1 to 12)."""
    return 29 if month == 2 and is_leap(year) else _MONTH_LENGTHS[month - 1]


def is_date(year: int, month: int, day: int) -> bool:
    """Tell whether the three parts name a day that exists."""
    return abs(year) <= MAX_YEAR and 1 <= month <= 12 and 1 <= day <= month_length(year, month)


def days_of(year: int, month: int, day: int) -> int:
    """Return the number of a day. The year is counted from March, so that leap days come last."""
    shifted = year - (month <= 2)
    era, year_of_era = divmod(shifted, 400)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * _DAYS_PER_ERA + day_of_era - _EPOCH_FROM_ERA


def parts_of(days: int) -> tuple[int, int, int]:
    """Return year, month and day of a day's number; the inverse of `days_of`."""
    era, day_of_era = divmod(days + _EPOCH_FROM_ERA, _DAYS_PER_ERA)
    year_of_era = (
        day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096
    ) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted_month = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * shifted_month + 2) // 5 + 1
    month = (shifted_month + 2) % 12 + 1
    return era * 400 + year_of_era + (month <= 2), month, day


def add_months(year: int, month: int, day: int, months: int) -> tuple[int, int, int]:
    """Move by whole months; a day that the new month lacks becomes its last."""
    year, zero_based = divmod(year * 12 + month - 1 + months, 12)
    return year, zero_based + 1, min(day, month_length(year, zero_based + 1))
