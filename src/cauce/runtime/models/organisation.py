"""A company that works with Cauce."""

from __future__ import annotations

from django.db import models


class Organisation(models.Model):
    """One installation holds many; nothing of one is seen from another."""

    key = models.SlugField(max_length=63, unique=True)
    name = models.TextField()
    epoch = models.PositiveIntegerField(default=0)
    """Grows with every change of definitions, roles or settings: what is cached by it is valid."""

    class Meta:
        """Named for people."""

        db_table = "cauce_organisation"

    def __str__(self) -> str:
        """Give the key."""
        return self.key
