"""Public holidays by country, from the `holidays` library, computed once a year and country."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


def is_known(country: str, subdivision: str | None) -> bool:
    """Whether the country (ISO 3166) and its subdivision, if one is given, are known."""
    # The library takes a quarter of a second to import, which `cauce --help` should not pay.
    from holidays import list_supported_countries

    subdivisions = list_supported_countries().get(country)
    return subdivisions is not None and (subdivision is None or subdivision in subdivisions)


@lru_cache(maxsize=1024)
def public_holidays(country: str, subdivision: str | None, year: int) -> frozenset[date]:
    """The days of a year on which the country, and the subdivision, are closed by law."""
    from holidays import country_holidays

    return frozenset(country_holidays(country, subdiv=subdivision, years=year))
