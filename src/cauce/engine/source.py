"""What an element's parser reads: a neutral view of one element of a definition.

`cauce.bpmn` implements it over BPMN 2.0 XML; the engine's element files only know this protocol,
so that one file holds all that an element parses, checks and does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from cauce.feel import Expression

Dynamic = str | Expression
"""A text of a definition: literal, or a FEEL expression where it began with `=`."""


class Source(Protocol):
    """One element of a definition, with its children, extensions and references."""

    @property
    def tag(self) -> str:
        """The local name, such as `userTask`."""

    @property
    def id(self) -> str:
        """The element's id; generated, and stable within the file, where the file gives none."""

    @property
    def name(self) -> str:
        """The display name, or an empty text."""

    @property
    def line(self) -> int:
        """The line of the file that the element starts on."""

    @property
    def in_event_subprocess(self) -> bool:
        """Whether the element stands directly inside an event sub-process."""

    @property
    def text(self) -> str:
        """The element's own text, stripped."""

    @property
    def attributes(self) -> Mapping[str, str]:
        """The attributes without a namespace, in document order."""

    def attribute(self, name: str) -> str | None:
        """Give an attribute without namespace, stripped; None where absent or empty."""

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Give an xsd:boolean attribute; anything else is reported as a problem."""

    def child(self, tag: str) -> Source | None:
        """Give the first BPMN child with that local name."""

    def children(self, *tags: str) -> Sequence[Source]:
        """Give the BPMN children with one of those local names (all without names), in order."""

    def extension(self, tag: str) -> Source | None:
        """Give the first `zeebe:` extension element with that local name."""

    def cauce(self, tag: str) -> Source | None:
        """Give the first `cauce:` extension element with that local name."""

    def setting(self, name: str) -> str | None:
        """Give a `cauce:` attribute of the element, or of its event definition."""

    def reference(self, name: str) -> Source | None:
        """Follow an attribute that names another element; a missing one is reported."""

    def referenced(self, name: str) -> Sequence[Source]:
        """Follow each child element `name` whose text names another element."""

    def expression(self, text: str, what: str) -> Expression | None:
        """Compile FEEL, with or without a leading `=`; a syntax error is reported."""

    def dynamic(self, text: str, what: str) -> Dynamic:
        """Compile a text that begins with `=`; give any other as it stands."""

    def problem(self, code: str, message: str) -> None:
        """Report that the element cannot be deployed."""

    def warn(self, code: str, message: str) -> None:
        """Report a warning; deployment goes on."""
