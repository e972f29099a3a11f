"""From bytes to an XML tree, without trusting them: no DTD, no entities, no network, no giants."""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element

from cauce.bpmn.namespaces import BPMN, is_bpmn, line_of, local, namespace
from cauce.engine.problems import Problem

SIZE_LIMIT = 10 * 1024 * 1024
"""The largest file that is read, in bytes."""


def parse(source: bytes, *, file: str | None = None) -> _Element | Problem:
    """Give the root element `definitions` of a BPMN file, or why there is none."""
    root = parse_xml(source, file=file)
    if isinstance(root, Problem) or is_bpmn(root, "definitions"):
        return root
    return Problem(
        code="NOT_BPMN",
        message=f"expected the root element definitions of {BPMN}, "
        f"came {local(root)} of {namespace(root) or 'no namespace'}; "
        "save the file as BPMN 2.0 XML",
        line=line_of(root),
        file=file,
    )


def parse_xml(source: bytes, *, file: str | None = None) -> _Element | Problem:
    """Give the root element of an XML file, or why there is none.

    The parser's own limits hold besides the size: 256 levels of elements, no entity expansion.
    """

    def refuse(code: str, message: str, line: int | None = None) -> Problem:
        return Problem(code=code, message=message, line=line, file=file)

    if len(source) > SIZE_LIMIT:
        return refuse(
            "TOO_LARGE",
            f"expected at most {SIZE_LIMIT} bytes, came {len(source)}; split the file",
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=False,
    )
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError as error:
        reason = error.msg or "nothing to read"
        return refuse(
            "NOT_XML", f"expected well-formed XML, came: {reason}; correct the file", error.lineno
        )
    tree = root.getroottree()
    if tree.docinfo is not None and tree.docinfo.internalDTD is not None:
        return refuse(
            "DTD_REFUSED", "expected no document type declaration; remove the line <!DOCTYPE …>", 1
        )
    return root
