"""The inbox: the tasks that a person may do, in groups by deadline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.utils import timezone

from cauce.runtime import selectors
from cauce.runtime.selectors import OpenTask
from cauce.runtime.selectors.listing import plain
from cauce.web.door import Door

VIEWS = {"todas": "Todas", "mias": "Mías", "libres": "Libres"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One task of the list."""

    id: str
    name: str
    client: str
    case_key: str
    due_at: datetime | None
    mine: bool
    waiting: bool
    readable: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Rows under one heading, in Spanish."""

    key: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Tab:
    """A view of the list, with how many tasks it has."""

    key: str
    title: str
    count: int
    query: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Inbox:
    """What the list shows. `query` is the query string that keeps the view and the search;
    `total` counts the tasks of all views.
    """

    groups: tuple[Group, ...]
    total: int
    views: tuple[Tab, ...]
    view: str
    search: str
    query: str

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, in the order shown."""
        return tuple(row for group in self.groups for row in group.rows)


def inbox(door: Door, view: str = "", search: str = "", now: datetime | None = None) -> Inbox:
    """Give a person's inbox; a fixed number of queries."""
    view = view if view in VIEWS else "todas"
    now = now or timezone.now()
    tasks = selectors.open_tasks(
        organisation=door.organisation, by=door.login, language=door.language
    )
    names = selectors.clients(
        organisation=door.organisation, case_keys=(task.case_key for task in tasks)
    )
    rows = [_row(task, names.get(task.case_key, ""), door.login) for task in tasks]
    matching = [row for row in rows if _matches(row, search)]
    by_view = {
        "todas": matching,
        "mias": [row for row in matching if row.mine],
        "libres": [row for row in matching if not row.mine],
    }
    return Inbox(
        groups=_grouped(by_view[view], now),
        total=len(rows),
        views=tuple(
            Tab(key=key, title=title, count=len(by_view[key]), query=_query(key, search))
            for key, title in VIEWS.items()
        ),
        view=view,
        search=search,
        query=_query(view, search),
    )


def _query(view: str, search: str) -> str:
    given = {"vista": view if view != "todas" else "", "q": search}
    query = urlencode({name: text for name, text in given.items() if text})
    return f"?{query}" if query else ""


def next_after(before: Inbox, done: OpenTask, after: Inbox) -> str | None:
    """Give the task to go on with, of those listed.

    It is what finishing opened in the same case, unless that waits for the client: somebody who
    is at a case's work stays there. Else the one below in the list, else the top.
    """
    order = [row.id for row in before.rows]
    left = {row.id for row in after.rows}
    opened = [
        row.id
        for row in after.rows
        if row.case_key == done.case_key and row.id not in order and not row.waiting
    ]
    below = order[order.index(done.id) + 1 :] if done.id in order else []
    return next(
        (one for one in [*opened, *below, *(row.id for row in after.rows)] if one in left), None
    )


def _row(task: OpenTask, client: str, me: str) -> Row:
    return Row(
        id=task.id,
        name=task.name,
        client=client,
        case_key=task.case_key,
        due_at=task.due_at,
        mine=task.assignee == me,
        waiting=task.waiting_since is not None,
        readable=task.readable,
    )


def _grouped(rows: Sequence[Row], now: datetime) -> tuple[Group, ...]:
    today = timezone.localtime(now).date()

    def is_late(row: Row) -> bool:
        return row.due_at is not None and row.due_at < now

    def is_today(row: Row) -> bool:
        due = row.due_at
        return due is not None and due >= now and timezone.localtime(due).date() == today

    def is_later(row: Row) -> bool:
        return row.due_at is not None and timezone.localtime(row.due_at).date() > today

    tests: list[tuple[str, str, Callable[[Row], bool]]] = [
        ("vencidas", "Vencidas", is_late),
        ("hoy", "Hoy", is_today),
        ("proximas", "Próximos días", is_later),
        ("sin_plazo", "Sin plazo", lambda row: row.due_at is None),
    ]
    groups = []
    for key, title, test in tests:
        inside = sorted(filter(test, rows), key=lambda row: row.due_at or now)
        if inside:
            groups.append(Group(key=key, title=title, rows=tuple(inside)))
    return tuple(groups)


def _matches(row: Row, search: str) -> bool:
    text = plain(f"{row.name} {row.client} {row.case_key}")
    return all(word in text for word in plain(search).split())
