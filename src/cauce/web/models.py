"""What the pages keep of their own."""

from __future__ import annotations

from django.db import models


class LoginFailures(models.Model):
    """How often a login has failed from an address, in a row. Nobody's name is kept."""

    key = models.CharField(max_length=64, unique=True)
    """A digest of login and address."""
    count = models.PositiveIntegerField()
    last_at = models.DateTimeField(db_index=True)

    class Meta:
        """Its table."""

        db_table = "cauce_login_failures"
