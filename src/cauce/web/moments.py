"""Moments and spans in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from cauce.web.words import say

SOON = timedelta(hours=4)
"""A deadline this near is worth a colour."""

_DAYS = {
    "es": ("lun", "mar", "mié", "jue", "vie", "sáb", "dom"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """A deadline in words. `tone`: bad (late), warn (soon) or nothing; `exact` is the moment."""

    text: str
    tone: str
    icon: str
    exact: str
    iso: str


def due_of(moment: datetime | None, language: str, now: datetime | None = None) -> Due | None:
    """Say a deadline as seen from now; nothing where there is none."""
    if moment is None:
        return None
    now = now or timezone.now()
    left = moment - now
    if left < timedelta():
        text, tone, icon = say("Venció hace {span}", language, span=span(-left)), "bad", "alert"
    elif left < SOON:
        text, tone, icon = say("Vence en {span}", language, span=span(left)), "warn", "clock"
    else:
        text, tone, icon = _later(moment, now, language), "", ""
    shown = exact(moment, language)
    return Due(text=text, tone=tone, icon=icon, exact=shown, iso=moment.isoformat())


def _later(moment: datetime, now: datetime, language: str) -> str:
    local, today = timezone.localtime(moment), timezone.localtime(now).date()
    if local.date() == today:
        return local.strftime("%H:%M")
    if local.date() - today < timedelta(days=7):
        return f"{_DAYS[language][local.weekday()]} {local:%H:%M}"
    return local.strftime("%d-%m-%Y")


def exact(moment: datetime | None, language: str) -> str:
    """Write a moment: `vie 20-11-2026, 17:30`."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return f"{_DAYS[language][local.weekday()]} {local:%d-%m-%Y, %H:%M}"


def span(length: timedelta) -> str:
    """Write a span with its two largest units: `2 d 3 h`, `1 h 40 min`, `5 min`."""
    minutes = int(length.total_seconds()) // 60
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(days, "d"), (hours, "h"), (minutes, "min")]
    told = [f"{count} {unit}" for count, unit in parts if count]
    return " ".join(told[:2]) or "1 min"
