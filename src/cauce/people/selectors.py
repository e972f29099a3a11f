"""What can be asked about people."""

from __future__ import annotations

from dataclasses import dataclass

from cauce.people.models import Membership, RoleHolding
from cauce.runtime.scope import in_organisation


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """Somebody who works in an organisation, with the roles on record."""

    login: str
    name: str
    roles: tuple[str, ...]


@in_organisation
def members(*, organisation: str) -> list[Member]:
    """Give who works in an organisation, by name; two queries."""
    roles: dict[str, list[str]] = {}
    held = RoleHolding.objects.filter(organisation__key=organisation).order_by("pk")
    for login, role in held.values_list("person__login", "role"):
        roles.setdefault(login, []).append(role)
    people = Membership.objects.filter(organisation__key=organisation).order_by("person__name")
    return [
        Member(login=login, name=name or login, roles=tuple(roles.get(login, ())))
        for login, name in people.values_list("person__login", "person__name")
    ]


@in_organisation
def names(*, organisation: str) -> dict[str, str]:
    """Give people's names by login; one query."""
    people = Membership.objects.filter(organisation__key=organisation)
    return {
        login: name or login for login, name in people.values_list("person__login", "person__name")
    }
