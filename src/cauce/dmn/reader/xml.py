"""Reading XML safely, and walking it by the names of DMN."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from cauce.dmn.errors import DmnError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES: Final = 10_000_000
"""Size of one file."""

_NAMESPACE: Final = re.compile(
    r"https?://www\.omg\.org/spec/DMN/(?:20180521|20191111|20211108|20230324|20240513)/MODEL/"
)
"""DMN 1.2 to 1.6. Their files differ in what they may say, not in what it means."""


def parse(source: bytes) -> etree._Element:
    """Return the root of a DMN file.

    Entities are not expanded, nothing is fetched. Raises DmnError where the
    source is too large, no XML, or not DMN 1.2 or later.
    """
    if len(source) > MAX_BYTES:
        raise DmnError(f"expected at most {MAX_BYTES} bytes, came {len(source)}")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True, huge_tree=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError as error:
        raise DmnError(f"expected a DMN file, came something that is not XML: {error}") from None
    if root is None:
        raise DmnError("expected a DMN file, came an empty one")
    name = etree.QName(root)
    if name.localname != "definitions" or not _NAMESPACE.fullmatch(name.namespace or ""):
        raise DmnError(
            f"expected the definitions of DMN 1.2 or later, came the element {name.text}"
        )
    return root


def children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Yield the children with one of these DMN names; all DMN children without names."""
    namespace = etree.QName(element).namespace
    for child in element:
        if not isinstance(child.tag, str):
            continue  # an entity reference that was not expanded
        name = etree.QName(child)
        if name.namespace == namespace and (not names or name.localname in names):
            yield child


def child(element: etree._Element, *names: str) -> etree._Element | None:
    """Return the first child with one of these DMN names."""
    return next(children(element, *names), None)


def tag(element: etree._Element) -> str:
    """Return the element's name without its namespace."""
    return etree.QName(element).localname


def text_of(element: etree._Element | None, name: str = "text") -> str | None:
    """Return the text of the child `name`, without the space around it."""
    inner = None if element is None else child(element, name)
    return None if inner is None else "".join(str(part) for part in inner.itertext()).strip()


def hrefs(element: etree._Element, *names: str) -> tuple[str, ...]:
    """Return the references that the children with these names hold."""
    return tuple(each.get("href", "") for each in children(element, *names))


def line_of(element: etree._Element) -> int | None:
    """Return the line the element begins on."""
    line = element.sourceline
    return line if isinstance(line, int) else None
