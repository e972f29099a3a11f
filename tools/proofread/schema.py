"""The XML Schemas of BPMN 2.0 and DMN 1.3, as bpmn-moddle and dmn-moddle ship them."""

from functools import cache
from pathlib import Path

from lxml import etree

from tools.node import MODULES, ModulesMissing

SCHEMAS = {
    ".bpmn": MODULES / "bpmn-moddle/resources/bpmn/xsd/BPMN20.xsd",
    ".dmn": MODULES / "dmn-moddle/resources/dmn/xsd/DMN13.xsd",
}


@cache
def _schema(suffix: str) -> etree.XMLSchema:
    path = SCHEMAS[suffix]
    if not path.is_file():
        raise ModulesMissing
    return etree.XMLSchema(etree.parse(str(path)))


def findings(path: Path) -> list[str]:
    """What the schema says against a .bpmn or .dmn file, one line each: line, message."""
    schema = _schema(path.suffix)
    document = etree.parse(str(path), etree.XMLParser(resolve_entities=False, no_network=True))
    schema.validate(document)
    errors = schema.error_log
    return [
        f"{error.line} {error.message}"
        for error in errors  # type: ignore[attr-defined]  # lxml-stubs do not know it iterates
    ]
