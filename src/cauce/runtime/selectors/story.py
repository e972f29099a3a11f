"""A case: whom it is about, where it stands, how it ended, and a page of what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cauce.runtime.looking import one_look
from cauce.runtime.scope import in_organisation
from cauce.runtime.selectors.client_names import client_of
from cauce.runtime.selectors.history import PAGE, StoryLine, lines_of
from cauce.runtime.selectors.listing import status_of
from cauce.runtime.selectors.opened import OpenedCase, open_case
from cauce.runtime.selectors.phases import PhaseView, ending_of, phases_of

__all__ = ["CaseStory", "PhaseView", "ProcessView", "StoryLine", "story"]


@dataclass(frozen=True, kw_only=True, slots=True)
class ProcessView:
    """One process that serves the case. `id` is its public id, `status` as in cases."""

    id: str
    name: str
    status: str
    started_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseStory:
    """A case: its head, its phases (where its package names some), and a page of its lines.

    `origin` is the key of the case that it came from. `lines` are newest first; `has_older`
    tells whether the next page has any. `ends` are the ids of the end events that closed its
    processes, `outcomes` their names.
    """

    key: str
    origin: str
    client: str
    title: str
    opened_at: datetime
    ended_at: datetime | None
    status: str
    ends: tuple[str, ...]
    outcomes: tuple[str, ...]
    phases: tuple[PhaseView, ...]
    lines: tuple[StoryLine, ...]
    page: int
    has_older: bool
    processes: tuple[ProcessView, ...]


@one_look
@in_organisation
def story(
    *,
    organisation: str,
    case_key: str,
    language: str = "es",
    page: int = 1,
    entries: int = PAGE,
) -> CaseStory:
    """Give a case, with the lines of a page (from 1) of so many journal entries.

    Eight queries, however long the case has lived. Raises Refused: UNKNOWN_CASE.
    """
    case = open_case(organisation=organisation, case_key=case_key, language=language)
    lines, has_older = lines_of(case, page=page, entries=entries)
    ending = ending_of(case)
    rows = [one.row for one in case.instances]
    status = status_of(rows)
    first = case.instances[0] if case.instances else None
    return CaseStory(
        key=case.row.key,
        origin=case.row.origin or "",
        client=_client(case),
        title=first.title if first is not None else case.row.key,
        opened_at=case.row.opened_at,
        ended_at=None if status == "active" else max(r.ended_at for r in rows if r.ended_at),
        status=status,
        ends=ending.ends,
        outcomes=ending.names,
        phases=phases_of(case, ending, language),
        lines=lines,
        page=page,
        has_older=has_older,
        processes=tuple(
            ProcessView(
                id=str(one.row.uid),
                name=one.title,
                status=one.row.status,
                started_at=one.row.started_at,
                ended_at=one.row.ended_at,
            )
            for one in case.instances
        ),
    )


def _client(case: OpenedCase) -> str:
    named = (client_of(one.state.variables) for one in case.instances if one.state is not None)
    return next(filter(None, named), "")
