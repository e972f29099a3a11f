"""How often somebody may try a password: a few times, then a pause.

Counted in the database, so that all web nodes count together.
"""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cauce.web.models import LoginFailures

MOST = 10
PAUSE = timedelta(minutes=15)
"""After the last failure, until the count starts anew."""


def too_many(login: str, address: str) -> bool:
    """Tell whether a login failed too often from an address."""
    recent = LoginFailures.objects.filter(last_at__gt=timezone.now() - PAUSE)
    return recent.filter(key=_key(login, address), count__gte=MOST).exists()


@transaction.atomic
def failed(login: str, address: str) -> None:
    """Count a failure; drop what is over, of anybody."""
    now = timezone.now()
    LoginFailures.objects.filter(last_at__lte=now - PAUSE).delete()
    LoginFailures.objects.update_or_create(
        key=_key(login, address),
        defaults={"count": F("count") + 1, "last_at": now},
        create_defaults={"count": 1, "last_at": now},
    )


def forget(login: str, address: str) -> None:
    """Start anew after a success."""
    LoginFailures.objects.filter(key=_key(login, address)).delete()


def _key(login: str, address: str) -> str:
    return sha256(f"{login}\0{address}".encode()).hexdigest()
