"""The way that one process took through its drawing, a page at a time, from the beginning."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from cauce.engine import events as e
from cauce.engine.codec import decode_events
from cauce.runtime.deployed import definition
from cauce.runtime.errors import Refused
from cauce.runtime.looking import one_look
from cauce.runtime.models import Instance, JournalEntry
from cauce.runtime.scope import in_organisation
from cauce.runtime.selectors.opened import catalogue_of
from cauce.runtime.texts import check_names

PAGE = 200
"""Journal entries of one page."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """An element that completed; `kind` is BPMN's, such as userTask or exclusiveGateway."""

    name: str
    kind: str

    @property
    def is_task(self) -> bool:
        """Tell whether somebody, or the system, did work there."""
        return self.kind.endswith("ask")


@dataclass(frozen=True, kw_only=True, slots=True)
class Path:
    """A page (from 1) of `pages` of the elements that completed, in order."""

    id: str
    process: str
    status: str
    steps: tuple[Step, ...]
    page: int
    pages: int


@one_look
@in_organisation
def path(
    *, organisation: str, case_key: str, instance: UUID, language: str = "es", page: int = 1
) -> Path:
    """Give the named elements that completed; two queries.

    Raises Refused: UNKNOWN_INSTANCE, DATA_INVALID.
    """
    check_names(organisation=organisation, case_key=case_key)
    found = (
        Instance.objects.filter(organisation__key=organisation, case__key=case_key, uid=instance)
        .defer("state", "head")
        .first()
    )
    if found is None:
        raise Refused("UNKNOWN_INSTANCE", f"Expected a process of {case_key}, came {instance}.")
    process = definition(found.definition_id)
    catalogue = catalogue_of(process, language)
    start = (page - 1) * PAGE
    entries = JournalEntry.objects.filter(instance=found, seq__gt=start, seq__lte=start + PAGE)
    passed = (
        definition(version).graph.nodes[event.node]
        for version, data in entries.order_by("seq").values_list("definition_id", "events")
        for event in decode_events(bytes(data))
        if isinstance(event, e.ElementPassed | e.ElementCompleted)
    )
    return Path(
        id=str(found.uid),
        process=catalogue.get(process.graph.name, process.graph.name) or process.graph.id,
        status=found.status,
        steps=tuple(
            Step(name=catalogue.get(node.name, node.name), kind=node.kind)
            for node in passed
            if node.name
        ),
        page=page,
        pages=max(1, -(-found.version // PAGE)),
    )
