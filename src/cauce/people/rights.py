"""Who may work on a task: the runtime asks through its port `RIGHTS`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from cauce.people.models import Membership, RoleHolding


@dataclass(frozen=True, slots=True)
class _Holding:
    role: str
    since: datetime | None
    until: datetime | None

    def holds(self, now: datetime) -> bool:
        return (self.since is None or self.since <= now) and (
            self.until is None or now < self.until
        )


@dataclass(slots=True)
class Rights:
    """The members of one organisation and their roles, as read at one epoch of it."""

    organisation: int
    members: dict[str, list[_Holding]] = field(init=False)

    def __post_init__(self) -> None:
        """Read the members and their roles."""
        logins = Membership.objects.filter(organisation=self.organisation)
        self.members = {login: [] for login in logins.values_list("person__login", flat=True)}
        rows = RoleHolding.objects.filter(organisation=self.organisation)
        fields = ("person__login", "role", "since", "until")
        for login, role, since, until in rows.values_list(*fields):
            self.members.setdefault(login, []).append(_Holding(role, since, until))

    def is_member(self, login: str) -> bool:
        """Tell whether somebody works in the organisation."""
        return isinstance(login, str) and login in self.members

    def everybody(self) -> Iterable[str]:
        """Give who works in the organisation, by login."""
        return self.members.keys()

    def roles(self, login: str, now: datetime) -> frozenset[str]:
        """Give the roles that somebody holds at a moment."""
        return frozenset(h.role for h in self.members.get(login, ()) if h.holds(now))

    def holders(self, role: str, now: datetime) -> list[str]:
        """Give who holds a role at a moment, by login."""
        return sorted(
            login
            for login, holdings in self.members.items()
            if any(h.role == role and h.holds(now) for h in holdings)
        )
