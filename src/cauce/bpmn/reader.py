"""The engine's view of one element (`cauce.engine.source.Source`) over BPMN 2.0 XML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from lxml.etree import QName, _Element

from cauce.bpmn.document import Document
from cauce.bpmn.namespaces import ZEEBE, bpmn_children, is_bpmn, line_of, local, namespace
from cauce.bpmn.references import expected, fits
from cauce.engine.source import Dynamic
from cauce.feel import Expression, FeelError, compile_expression

BOOLEANS = {"true": True, "1": True, "false": False, "0": False}

SHOWN = 80
"""How much of an expression a message shows, in characters."""


class XmlSource:
    """An element of a file, with what it is next to and what it refers to."""

    def __init__(self, document: Document, element: _Element) -> None:
        self._document = document
        self._element = element

    @property
    def tag(self) -> str:
        """The local name, such as `userTask`."""
        return local(self._element)

    @property
    def id(self) -> str:
        """The id; generated where the file gives none. Extension elements have none."""
        return self._document.id_of(self._element) if is_bpmn(self._element) else ""

    @property
    def name(self) -> str:
        """The display name, or an empty text."""
        return (self._element.get("name") or "").strip()

    @property
    def line(self) -> int:
        """The line of the file that the element starts on."""
        return line_of(self._element) or 0

    @property
    def text(self) -> str:
        """The element's own text, stripped."""
        return own_text(self._element).strip()

    @property
    def in_event_subprocess(self) -> bool:
        """Tell whether it stands directly inside an event sub-process."""
        parent = self._element.getparent()
        return (
            parent is not None
            and is_bpmn(parent, "subProcess")
            and BOOLEANS.get((parent.get("triggeredByEvent") or "").strip(), False)
        )

    @property
    def attributes(self) -> Mapping[str, str]:
        """The attributes without a namespace, in document order."""
        plain = {
            str(key): str(value)
            for key, value in self._element.attrib.items()
            if not str(key).startswith("{")
        }
        self._document.read.update((self._element, key) for key in plain)
        return MappingProxyType(plain)

    def attribute(self, name: str) -> str | None:
        """Give an attribute without namespace, stripped; None where absent or empty."""
        value = self._element.get(name)
        if value is None:
            return None
        self._document.read.add((self._element, name))
        return value.strip() or None

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Give an xsd:boolean attribute; anything else is reported."""
        value = self.attribute(name)
        if value is None:
            return default
        if value not in BOOLEANS:
            self.problem("INVALID_VALUE", f"expected {name} to be true or false, came {value}")
        return BOOLEANS.get(value, default)

    def child(self, tag: str) -> XmlSource | None:
        """Give the first child with that local name."""
        return next(iter(self.children(tag)), None)

    def children(self, *tags: str) -> Sequence[XmlSource]:
        """Give the children with one of those local names (all without names), in order.

        They are of the element's own vocabulary: BPMN in BPMN, `zeebe:` in a `zeebe:` extension.
        """
        own = namespace(self._element)
        return self._views(
            [
                child
                for child in self._element
                if namespace(child) == own and (not tags or local(child) in tags)
            ]
        )

    def extension(self, tag: str) -> XmlSource | None:
        """Give the first `zeebe:` extension element with that local name."""
        return self._asked(self._extended(frozenset({ZEEBE}), tag))

    def cauce(self, tag: str) -> XmlSource | None:
        """Give the first `cauce:` extension element with that local name."""
        return self._asked(self._extended(self._document.cauce_namespaces, tag))

    def setting(self, name: str) -> str | None:
        """Give a `cauce:` attribute of the element, of its event definition, or of its extensions.

        The last is `<cauce:name>text</cauce:name>` or `<cauce:name value="text"/>`.
        """
        definitions = [
            child for child in bpmn_children(self._element) if is_event_definition(child)
        ]
        for element in (self._element, *definitions):
            for uri in self._document.cauce_namespaces:
                key = f"{{{uri}}}{name}"
                value = element.get(key)
                if value is not None:
                    self._document.read.add((element, key))
                if value and value.strip():
                    return value.strip()
        extension = self.cauce(name)
        return None if extension is None else extension.attribute("value") or extension.text or None

    def reference(self, name: str) -> XmlSource | None:
        """Follow an attribute that names another element; a missing one is reported."""
        value = self.attribute(name)
        return None if value is None else self._follow(value, name, self._element)

    def referenced(self, name: str) -> Sequence[XmlSource]:
        """Follow each child element `name` whose text names another element."""
        followed = [
            self._follow(child.text or "", name, child)
            for child in bpmn_children(self._element, name)
        ]
        return [source for source in followed if source is not None]

    def expression(self, text: str, what: str) -> Expression | None:
        """Compile FEEL, with or without a leading `=`; report a syntax error, naming `what`."""
        stripped = text.strip()
        body = stripped.removeprefix("=")
        if not body.strip():
            self.problem(
                "EXPRESSION_SYNTAX", f"expected a FEEL expression as {what}, came an empty text"
            )
            return None
        try:
            compiled = compile_expression(body, self._document.known_names)
        except FeelError as error:
            position = error.position + len(stripped) - len(body)
            self.problem(
                "EXPRESSION_SYNTAX",
                f"expected a FEEL expression as {what}, came {shorten(stripped)}: "
                f"{error.message} (at character {position + 1})",
            )
            return None
        for function in sorted(compiled.calls):
            self.problem(
                "UNKNOWN_FUNCTION",
                f"expected functions of FEEL in {what}, came {function}(…); correct its name",
            )
        return compiled

    def dynamic(self, text: str, what: str) -> Dynamic:
        """Compile a text that begins with `=`; give any other as it stands."""
        if not text.lstrip().startswith("="):
            return text
        return self.expression(text, what) or text

    def problem(self, code: str, message: str) -> None:
        """Report that the element cannot be deployed."""
        self._document.findings.error(code, message, self._element)

    def warn(self, code: str, message: str) -> None:
        """Report a warning; deployment goes on."""
        self._document.findings.warn(code, message, self._element)

    def _asked(self, found: Sequence[_Element]) -> XmlSource | None:
        if not found:
            return None
        self._document.read.add((found[0], ""))
        return XmlSource(self._document, found[0])

    def _views(self, elements: Sequence[_Element]) -> list[XmlSource]:
        return [XmlSource(self._document, element) for element in elements]

    def _extended(self, namespaces: frozenset[str], tag: str) -> list[_Element]:
        return [
            child
            for holder in bpmn_children(self._element, "extensionElements")
            for child in holder
            if namespace(child) in namespaces and QName(child).localname == tag
        ]

    def _follow(self, value: str, name: str, at: _Element) -> XmlSource | None:
        found = self._document.resolve(value, at, name)
        if found is None:
            return None
        if not fits(name, local(found)):
            self._document.findings.error(
                "WRONG_REFERENCE",
                f"expected {name} to name a {expected(name)}, came the {local(found)} {value}"
                "; correct the id",
                at,
            )
            return None
        return XmlSource(self._document, found)


def shorten(text: str) -> str:
    """Give a text for a message, in quotes, cut where it is long."""
    return f"«{text}»" if len(text) <= SHOWN else f"«{text[:SHOWN]}…»"


def own_text(element: _Element) -> str:
    """Give the text of an element, also where comments stand between."""
    return (element.text or "") + "".join(child.tail or "" for child in element)


def is_event_definition(element: _Element) -> bool:
    """Tell whether it says what triggers an event."""
    return is_bpmn(element) and local(element).endswith("EventDefinition")
