"""Making Django ready outside of its own commands."""

from __future__ import annotations

import os

import django
from django.apps import apps


def boot() -> None:
    """Choose the settings, unless the environment does, and load the apps once."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cauce.settings")
    if not apps.ready:
        django.setup()
