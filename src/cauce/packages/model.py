"""A package as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from cauce.packages.types import ValueType


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """A text in Spanish and, where somebody wrote it, in English."""

    es: str
    en: str | None = None

    def in_language(self, language: str) -> str:
        """The text in "en" where there is one, else in Spanish."""
        return self.en if language == "en" and self.en is not None else self.es


@dataclass(frozen=True, kw_only=True, slots=True)
class PackageFile:
    """A file by its path inside the package, `decisions/aprobadores.dmn`, with its bytes."""

    path: str
    source: bytes = field(repr=False)

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    @property
    def stem(self) -> str:
        """The name without its ending."""
        return self.name.rpartition(".")[0]


@dataclass(frozen=True, kw_only=True, slots=True)
class Handler:
    """What a service task may ask for by name.

    A `handler` answers inside the step, a `job` after it. `sample` holds, by output, a FEEL
    value or an expression over the inputs, also inside lists and contexts.
    """

    name: str
    kind: Literal["handler", "job"]
    title: Text | None = None
    inputs: Mapping[str, ValueType]
    outputs: Mapping[str, ValueType]
    sample: Mapping[str, object]


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """What a company fills in; `is_defined` is false where nobody has, and the value is null."""

    key: str
    title: Text
    help: Text | None = None
    type: ValueType
    value: object = None
    is_defined: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentType:
    """A kind of document; `template` is the name of a file of `documents/`."""

    key: str
    code: str
    name: Text
    template: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Phase:
    """A stretch of the process as its source names it; `document` is a document type's key."""

    number: int
    name: Text
    objective: Text | None = None
    document: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Role:
    """Who gets tasks, named as in the lanes; `single` is an office with one holder at a time."""

    name: str
    title: Text
    description: Text | None = None
    supervisor: str | None = None
    single: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Guidance:
    """A text that belongs to the process, shown beside an element where it names one."""

    key: str
    text: Text
    element: str | None = None
    link: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Files:
    """The files of a package, each kind sorted by path."""

    bpmn: tuple[PackageFile, ...] = ()
    dmn: tuple[PackageFile, ...] = ()
    forms: tuple[PackageFile, ...] = ()
    documents: tuple[PackageFile, ...] = ()
    scenarios: tuple[PackageFile, ...] = ()
    trace: PackageFile | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Package:
    """A process package: what it draws, decides, asks and says.

    `calendars` are settings as `cauce.calendar.calendar_from` takes them; `calendar` names the
    one of deadlines. `messages` are the titles of messages and signals by name. `translations`
    maps a language to its catalogue of Spanish texts.
    """

    name: str
    title: Text
    description: Text | None = None
    source: str | None = None
    case_prefix: str | None = None
    calendar: str | None = None
    files: Files
    handlers: Mapping[str, Handler]
    settings: Mapping[str, Setting]
    documents: Mapping[str, DocumentType]
    phases: tuple[Phase, ...]
    roles: Mapping[str, Role]
    texts: Mapping[str, Guidance]
    messages: Mapping[str, Text]
    calendars: Mapping[str, Mapping[str, object]]
    translations: Mapping[str, Mapping[str, str]]

    @property
    def sources(self) -> tuple[PackageFile, ...]:
        """What a deployment takes: diagrams, decisions and forms."""
        return self.files.bpmn + self.files.dmn + self.files.forms
