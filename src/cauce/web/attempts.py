"""How often somebody may try a password: a few times, then a pause."""

from __future__ import annotations

from hashlib import sha256

from django.core.cache import cache

MOST = 10
PAUSE = 15 * 60
"""Seconds after the last failure until the count starts anew."""


def too_many(login: str, address: str) -> bool:
    """Tell whether a login failed too often from an address."""
    return int(cache.get(_key(login, address), 0)) >= MOST


def failed(login: str, address: str) -> None:
    """Count a failure."""
    key = _key(login, address)
    cache.set(key, int(cache.get(key, 0)) + 1, PAUSE)


def forget(login: str, address: str) -> None:
    """Start anew after a success."""
    cache.delete(_key(login, address))


def _key(login: str, address: str) -> str:
    return "entrar:" + sha256(f"{login}\0{address}".encode()).hexdigest()
