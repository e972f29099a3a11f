"""Moving one instance to another version of its process, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from cauce.engine import Rejection
from cauce.engine.migration import Summary, plan, summary
from cauce.runtime.deployed import definition
from cauce.runtime.errors import Refused
from cauce.runtime.execute import execute, utcnow
from cauce.runtime.models import Artifact, Organisation
from cauce.runtime.rows import lock_instance
from cauce.runtime.store import store

_MOVE = "UPDATE cauce_instance SET definition_id = ? WHERE id = ?"


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What is asked of a move, beside the version: see `cauce.engine.migration.plan`."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    renew: Collection[str] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """An instance that went, or would go, from one version of its process to another."""

    instance_id: UUID
    case_key: str
    process: str
    from_version: int
    to_version: int
    what: Summary


def version_of(where: Organisation, process: str, number: int | None) -> Artifact:
    """Give a version of a process, None: the latest. Raises Refused: UNKNOWN_PROCESS,
    UNKNOWN_VERSION.
    """
    there = Artifact.objects.filter(organisation=where, kind="process", name=process)
    versions = {found.version: found for found in there.order_by("version")}
    if not versions:
        raise Refused(
            "UNKNOWN_PROCESS", f"Expected the id of a deployed process, came «{process}»."
        )
    found = versions.get(max(versions) if number is None else number)
    if found is None:
        known = ", ".join(map(str, versions))
        raise Refused(
            "UNKNOWN_VERSION", f"Expected a version of «{process}» ({known}), came {number}."
        )
    return found


def move(pk: int, target: Artifact, asked: Asked, by: str | None) -> Moved:
    """Lock an instance and move it. Raises Refused: ALREADY_THERE, INSTANCE_ENDED,
    MIGRATION_REFUSED with `.misfits`, STEP_LIMIT, UNKNOWN_INSTANCE; then nothing has changed.
    """
    here = store()
    row = lock_instance(here, pk)
    if row is None:
        raise Refused("UNKNOWN_INSTANCE", f"There is no instance {pk} any more.")
    before = Artifact.objects.get(pk=row.definition)
    if before.pk == target.pk:
        raise Refused("ALREADY_THERE", f"The instance is on version {target.version} already.")
    source, goal = definition(before.pk).graph, definition(target.pk).graph
    state = row.seen_state()
    command = plan(source, goal, state, mapping=asked.mapping, renew=asked.renew, actor=by)
    if isinstance(command, Rejection):
        raise _refused(command)
    what = summary(source, goal, state, command)
    # From here on it is of the version that it goes to: so its step and its journal entry are.
    row.definition = target.pk
    rejection = execute(here, row, command, utcnow())
    if rejection is not None:
        raise _refused(rejection)
    here.run([(_MOVE, (target.pk, row.id))])
    return Moved(
        instance_id=row.uid,
        case_key=row.seen_state().case_key,
        process=row.process,
        from_version=before.version,
        to_version=target.version,
        what=what,
    )


def _refused(rejection: Rejection) -> Refused:
    return Refused(rejection.code, rejection.message, **rejection.details)
