"""Move many instances to another version of their process."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from cauce.runtime.deployed import deployed
from cauce.runtime.errors import Refused
from cauce.runtime.models import Artifact, Case, Instance, Organisation
from cauce.runtime.moving import Moved, version_of
from cauce.runtime.scope import in_organisation
from cauce.runtime.services.migrate import migrate
from cauce.runtime.services.start import find_organisation, may_act
from cauce.runtime.texts import check_names


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of one instance: how it moved, or why it did not."""

    instance_id: UUID
    case_key: str
    process: str
    moved: Moved | None = None
    refused: Refused | None = None


@in_organisation
def migrate_all(
    *,
    organisation: str,
    process: str | None = None,
    case_key: str | None = None,
    to: int | None = None,
    mapping: Mapping[str, str] | None = None,
    renew: Collection[str] = (),
    by: str | None = None,
    dry_run: bool = False,
) -> list[Outcome]:
    """Move the active instances of a process, of a case, or of a process in a case.

    Those that are on the version already are left out. Each moves in a transaction of its own, and
    one that is refused keeps no other from moving. The rest is as in `migrate`. Raises Refused, and
    moves none: UNKNOWN_ORGANISATION, UNKNOWN_CASE, UNKNOWN_PROCESS, UNKNOWN_VERSION, NOT_ALLOWED,
    PROCESS_MISSING, DATA_INVALID.
    """
    check_names(process=process, case_key=case_key)
    where = find_organisation(organisation)
    may_act(deployed(where.pk, where.epoch), by, organisation)
    if process is None and (case_key is None or to is not None):
        raise Refused(
            "PROCESS_MISSING",
            "Expected the id of a process, as a version is one of a process; came none. A case "
            "alone moves to the latest versions.",
        )
    outcomes = []
    for instance, version in list(_candidates(where, process, case_key, to)):
        moved: Moved | None = None
        refused: Refused | None = None
        try:
            moved = migrate(
                instance=instance.uid,
                to=version,
                mapping=mapping,
                renew=renew,
                by=by,
                dry_run=dry_run,
            )
        except Refused as why:
            refused = why
        outcomes.append(
            Outcome(
                instance_id=instance.uid,
                case_key=instance.case.key,
                process=instance.process,
                moved=moved,
                refused=refused,
            )
        )
    return outcomes


def _candidates(
    where: Organisation, process: str | None, case_key: str | None, to: int | None
) -> Iterator[tuple[Instance, int]]:
    """Give the instances that are asked for, each with the version that it is to go to."""
    found = Instance.objects.filter(organisation=where, status="active").order_by("pk")
    found = found.select_related("case").defer("state", "head")
    if case_key is not None:
        case = Case.objects.filter(organisation=where, key=case_key).first()
        if case is None:
            raise Refused("UNKNOWN_CASE", f"Expected the key of a case, came «{case_key}».")
        found = found.filter(case=case)
    if process is not None:
        found = found.filter(process=process)
        version_of(where, process, to)  # refused also where nothing of it runs
    targets: dict[str, Artifact] = {}
    for instance in found:
        if instance.process not in targets:
            targets[instance.process] = version_of(where, instance.process, to)
        target = targets[instance.process]
        if instance.definition_id != target.pk:
            yield instance, target.version
