"""One BPMN file as a whole: its ids, what they lead to, and what is wrong with it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cached_property

from lxml.etree import _Element, iterwalk

from cauce.bpmn.findings import Findings
from cauce.bpmn.namespaces import CAUCE, CAUCE_PREFIX, is_bpmn, line_of, local

NAMED_DATA = ("dataObject", "dataObjectReference", "property", "dataInput", "dataOutput")


class Document:
    """A parsed file. Elements without id get one from their tag and their place in the file."""

    def __init__(self, root: _Element, *, file: str | None = None) -> None:
        self.root = root
        self._ids: dict[_Element, str] = {}
        self.findings = Findings(file, self._ids)
        self.by_id: dict[str, _Element] = {}
        self.loose: set[_Element] = set()
        """What lost a flow or condition to another finding: that it lacks it is not told again."""
        self.read: set[tuple[_Element, str]] = set()
        """The extension elements and attributes that were asked for, as (element, name)."""
        self._read_ids()
        self.cauce_namespaces = frozenset(
            {CAUCE}
            | {
                uri
                for _, (prefix, uri) in iterwalk(root, events=("start-ns",))
                if prefix == CAUCE_PREFIX
            }
        )
        """Any namespace under the prefix `cauce` counts: its address is not among fixed names."""
        self.known_names = frozenset(
            name
            for element in root.iter()
            if is_bpmn(element, *NAMED_DATA)
            and not (name := (element.get("name") or "").strip()).isidentifier()
            and name
        )
        """Names of data that FEEL has to be told of, as they have several words."""

    def _read_ids(self) -> None:
        anonymous = []
        for element in self.root.iter():
            if not is_bpmn(element):
                continue
            given = (element.get("id") or "").strip()
            if not given:
                anonymous.append(element)
                continue
            self._ids[element] = given
            if given in self.by_id:
                self.findings.error(
                    "DUPLICATE_ID",
                    f"expected each id once, came {given} again: first in line "
                    f"{line_of(self.by_id[given])}; rename one",
                    element,
                )
            else:
                self.by_id[given] = element
        counts: Counter[str] = Counter()
        for element in anonymous:
            tag = local(element)
            counts[tag] += 1
            name = f"{tag}_{counts[tag]}"
            while name in self.by_id:
                name += "_"
            self._ids[element] = name
            self.by_id[name] = element

    @cached_property
    def shown_as(self) -> Mapping[str, frozenset[str]]:
        """The names of the references that are drawn, by the id of their data object."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for element in self.root.iter("{*}dataObjectReference"):
            own = (element.get("dataObjectRef") or "").strip()
            found[own].add((element.get("name") or "").strip())
        return {own: frozenset(names) for own, names in found.items()}

    def id_of(self, element: _Element) -> str:
        """Give the id of a BPMN element, generated where the file has none."""
        return self._ids[element]

    def name_of(self, element: _Element) -> str:
        """Give what people and messages call the element: its name, else its id."""
        return (element.get("name") or "").strip() or self.id_of(element)

    def resolve(self, reference: str, at: _Element, what: str) -> _Element | None:
        """Find what a reference (an id, with or without prefix) names; report what it does not."""
        prefix, _, plain = reference.strip().rpartition(":")
        if prefix and at.nsmap.get(prefix) not in (None, self.root.get("targetNamespace")):
            self.findings.error(
                "EXTERNAL_REFERENCE",
                f"expected {what} to name an element of this file, came {reference.strip()} "
                "of another namespace; move the element into this file",
                at,
            )
            return None
        found = self.by_id.get(plain)
        if found is None:
            self.findings.error(
                "MISSING_REFERENCE",
                f"expected {what} to name an element of this file, came {plain or 'an empty text'}"
                "; correct the id or add the element",
                at,
            )
        return found
