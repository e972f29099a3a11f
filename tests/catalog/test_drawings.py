"""The packages' diagrams are BPMN and DMN as others read them: schema, moddle, bpmn-js, the eye."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.files import ROOT
from tools.proofread import drawing, moddle, rules, schema
from tools.render.chromium import browser
from tools.render.diagram import Diagram

CATALOG = ROOT / "src" / "cauce" / "catalog"
DIAGRAMS = sorted(CATALOG.rglob("*.bpmn"))
DECISIONS = sorted(CATALOG.rglob("*.dmn"))
PACKAGES = {"servicios_nuevos_clientes", "interacciones_equipos", "ciclo_de_vida_cliente"}


def name(path: Path) -> str:
    return path.relative_to(CATALOG).as_posix()


@pytest.fixture(scope="module")
def diagram() -> Iterator[Diagram]:
    """One page of bpmn-js for all files of this module."""
    with browser() as chromium:
        yield Diagram(chromium)


def test_every_package_has_its_diagram() -> None:
    assert {path.relative_to(CATALOG).parts[0] for path in DIAGRAMS} >= PACKAGES


@pytest.mark.parametrize("path", [*DIAGRAMS, *DECISIONS], ids=name)
def test_moddle_reads_it_without_warning(path: Path) -> None:
    assert moddle.findings([path]) == {path: []}


@pytest.mark.parametrize("path", [*DIAGRAMS, *DECISIONS], ids=name)
def test_it_is_valid_by_the_xml_schema(path: Path) -> None:
    assert schema.findings(path) == []


@pytest.mark.parametrize("path", DIAGRAMS, ids=name)
def test_everything_is_drawn_apart_and_where_it_belongs(path: Path) -> None:
    assert rules.findings(drawing.read(path)) == []


@pytest.mark.parametrize("path", DIAGRAMS, ids=name)
def test_bpmn_js_opens_it_and_all_its_planes(path: Path, diagram: Diagram, tmp_path: Path) -> None:
    # when
    opened = diagram.open(path)

    # then
    assert opened.warnings == ()
    for plane in (None, *opened.planes):
        picture = tmp_path / f"{plane}.png"
        diagram.picture(picture, width=400, element=plane)
        assert picture.read_bytes().startswith(b"\x89PNG")
