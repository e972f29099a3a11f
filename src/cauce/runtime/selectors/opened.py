"""A case and its instances as the selectors of one case share them."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from cauce.engine.codec import decode_state
from cauce.engine.graph import Graph, Node
from cauce.engine.state import State
from cauce.packages import Package
from cauce.runtime.deployed import Definition, definition
from cauce.runtime.errors import DefinitionBroken, Refused
from cauce.runtime.models import Artifact, Case, Instance
from cauce.runtime.texts import check_names

log = logging.getLogger("cauce.runtime")


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """An instance. `state` is read for those that are active, and for the first."""

    row: Instance
    process: Definition
    state: State | None
    language: str
    """The reader's."""

    @property
    def graph(self) -> Graph:
        """The process's nodes."""
        return self.process.graph

    @property
    def title(self) -> str:
        """The process's name, for a reader."""
        return self.say(self.graph.name or self.graph.id)

    def on(self, version: int) -> Opened:
        """Give the instance as it was on a version: it may have moved since."""
        if version == self.process.id:
            return self
        return replace(self, process=definition(version))

    def node(self, index: int) -> Node:
        """Give a node by its index."""
        return self.graph.nodes[index]

    def called(self, index: int) -> str:
        """Give what the drawing calls a node, for a reader: its name, else its id."""
        node = self.graph.nodes[index]
        return self.say(node.name or node.id)

    def say(self, text: str) -> str:
        """Give one of the package's texts in the reader's language."""
        return catalogue_of(self.process, self.language).get(text, text)

    def titled(self, address: str) -> str:
        """Give what the package calls a message or signal; without a title, its plain name."""
        package = self.process.package
        title = None if package is None else package.messages.get(address)
        return plain_name(address) if title is None else title.in_language(self.language)


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenedCase:
    """A case with its instances, oldest first."""

    row: Case
    instances: tuple[Opened, ...]

    @property
    def active(self) -> tuple[Opened, ...]:
        """Those that have not ended."""
        return tuple(one for one in self.instances if one.row.status == "active")

    @property
    def package(self) -> Package | None:
        """The package that it came with, where its processes are of one."""
        packages = (one.process.package for one in self.instances)
        return next((package for package in packages if package), None)


def open_case(*, organisation: str, case_key: str, language: str) -> OpenedCase:
    """Give a case; three queries, whatever its age. Raises Refused: UNKNOWN_CASE, DATA_INVALID."""
    check_names(organisation=organisation, case_key=case_key)
    found = Case.objects.filter(organisation__key=organisation, key=case_key).first()
    if found is None:
        raise Refused("UNKNOWN_CASE", f"Expected the key of a case, came «{case_key}».")
    instances = Instance.objects.filter(case=found).select_related("organisation")
    rows = list(instances.defer("state", "head").order_by("pk"))
    wanted = [row.pk for row in rows[:1]] + [r.pk for r in rows if r.status == "active"]
    states = dict(Instance.objects.filter(pk__in=wanted).values_list("pk", "state"))
    return OpenedCase(
        row=found, instances=tuple(_opened(row, states.get(row.pk), language) for row in rows)
    )


def _opened(row: Instance, state: bytes | memoryview | None, language: str) -> Opened:
    process = definition(row.definition_id)
    return Opened(
        row=row,
        process=process,
        state=None if state is None else decode_state(bytes(state)),
        language=language,
    )


def drawn(instance: Instance, element: str) -> Definition:
    """Give the version that draws an element of an instance's past: its own, else the latest."""
    own = definition(instance.definition_id)
    if element in own.graph.by_id:
        return own
    versions = Artifact.objects.filter(
        organisation=instance.organisation_id, kind="process", name=instance.process
    )
    found = map(definition, versions.order_by("-version").values_list("pk", flat=True))
    return next(version for version in found if element in version.graph.by_id)


def plain_name(address: str) -> str:
    """Give a name that is an address as people read it: `contrato_firmado`, «contrato firmado»."""
    return address.replace("_", " ")


def catalogue_of(process: Definition | None, language: str) -> Mapping[str, str]:
    """Give what a process's package calls its Spanish texts in a language."""
    package = None if process is None else process.package
    return {} if package is None else package.translations.get(language, {})


def readable(versions: Iterable[int]) -> dict[int, Definition | None]:
    """Give versions of processes for a list; None for one that can no longer be loaded."""
    return {pk: _readable(pk) for pk in set(versions)}


def _readable(pk: int) -> Definition | None:
    try:
        return definition(pk)
    except DefinitionBroken as broken:
        log.warning("%s", broken)
        return None
