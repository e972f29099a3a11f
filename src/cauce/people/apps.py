"""The Django app of people."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Holds persons, memberships and roles."""

    name = "cauce.people"
    label = "people"
