"""Say which roles somebody holds."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.hashers import make_password
from django.db import transaction

from cauce.people.models import Membership, Person, RoleHolding
from cauce.runtime.errors import Refused
from cauce.runtime.scope import in_organisation
from cauce.runtime.services.change_organisation import changed, organisation_named
from cauce.runtime.texts import LONGEST_LOGIN, check_names, check_present


@in_organisation
@transaction.atomic
def set_roles(
    *, organisation: str, login: str, roles: Sequence[str], name: str | None = None
) -> Person:
    """Let a person hold exactly these roles from now on, without end.

    Creates the person, the membership and the organisation where they are new.
    Raises Refused: NAME_MISSING where organisation, login or a role is empty, DATA_INVALID where
    one is too long or has characters that no text has.
    """
    check_present(login=login)
    check_names(LONGEST_LOGIN, login=login)
    check_names(name=name)
    if not isinstance(roles, list | tuple):
        came = type(roles).__qualname__
        raise Refused("DATA_INVALID", f"Expected a list of roles, came {came}.")
    for role in roles:
        check_present(role=role)
        check_names(role=role)
    where = organisation_named(organisation)
    fresh = {"name": name or login, "password": make_password(None)}
    person, _ = Person.objects.get_or_create(login=login, defaults=fresh)
    if name is not None and person.name != name:
        person.name = name
        person.save(update_fields=["name"])
    Membership.objects.get_or_create(organisation=where, person=person)
    RoleHolding.objects.filter(organisation=where, person=person).delete()
    RoleHolding.objects.bulk_create(
        RoleHolding(organisation=where, person=person, role=role) for role in dict.fromkeys(roles)
    )
    changed(where)
    return person
