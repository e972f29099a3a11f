"""Public holidays by country, from the `holidays` library, computed once a year and country."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


def is_known(country: str, subdivision: str | None) -> bool:
    """Whether the country (ISO 3166) and its subdivision, if one is given, are known.

    Any country's class costs the import of all 250 countries, half a second: the codes are asked
    of the library's registry, and a class only about subdivisions, or for the days of a year.
    """
    # Imported here, as `cauce --help` needs no holidays.
    from holidays import country_holidays
    from holidays.registry import EntityLoader

    if country not in EntityLoader.get_country_codes():
        return False
    return subdivision is None or subdivision in country_holidays(country).subdivisions


def load() -> None:
    """Import the library now, with all its countries: else the first day asked about does so."""
    import_module("holidays.countries")


@lru_cache(maxsize=1024)
def public_holidays(country: str, subdivision: str | None, year: int) -> frozenset[date]:
    """The days of a year on which the country, and the subdivision, are closed by law."""
    from holidays import country_holidays

    return frozenset(country_holidays(country, subdiv=subdivision, years=year))
