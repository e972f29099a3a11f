"""An organisation by its key, and the epoch that tells caches of a change in it."""

from __future__ import annotations

from django.db.models import F

from cauce.runtime.models import Organisation
from cauce.runtime.scope import across
from cauce.runtime.texts import LONGEST_ORGANISATION, check_names, check_present
from cauce.runtime.unsettled import unsettle


def organisation_named(key: str) -> Organisation:
    """Give the organisation with that key, created where it is new.

    Raises Refused: NAME_MISSING, DATA_INVALID.
    """
    check_present(organisation=key)
    check_names(LONGEST_ORGANISATION, organisation=key)
    # Who founds one is in none yet.
    with across():
        found, _ = Organisation.objects.get_or_create(key=key, defaults={"name": key})
    return found


def changed(organisation: Organisation) -> None:
    """Let whatever was cached of the organisation be read anew."""
    unsettle()
    Organisation.objects.filter(pk=organisation.pk).update(epoch=F("epoch") + 1)
