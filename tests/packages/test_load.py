from __future__ import annotations

from pathlib import Path

import pytest
from tests.packages.support import DECISION, FORM, problems_of, write_package

from cauce.packages import PackageError, Text, available, load


def test_the_smallest_package_has_a_name_a_title_and_a_diagram(tmp_path: Path) -> None:
    package = load(write_package(tmp_path))

    assert package.name == "ejemplo"
    assert package.title == Text(es="Ejemplo")
    assert [file.path for file in package.sources] == ["process.bpmn"]
    assert (package.calendar, package.case_prefix, package.source) == (None, None, None)
    assert (package.handlers, package.settings, package.phases) == ({}, {}, ())


def test_files_are_known_by_where_they_lie(tmp_path: Path) -> None:
    root = write_package(
        tmp_path,
        decisions__aprobadores_dot_dmn=DECISION,
        forms__validar_d1_dot_json=FORM,
        documents__estilo__base_dot_css="p {}",
        documents__carta_dot_html="<p>",
        locale__en_dot_json='{"Ejemplo": "Example"}',
        scenarios__feliz_dot_yaml="given: {}",
        trace_dot_toml="",
        README_dot_md="x",
        _dot_hidden="x",
    )

    package = load(root)

    assert [file.path for file in package.files.dmn] == ["decisions/aprobadores.dmn"]
    assert [file.stem for file in package.files.forms] == ["validar_d1"]
    assert [file.path for file in package.files.documents] == [
        "documents/carta.html",
        "documents/estilo/base.css",
    ]
    assert [file.name for file in package.files.scenarios] == ["feliz.yaml"]
    assert package.files.trace is not None
    assert package.files.dmn[0].source == DECISION.encode()
    assert package.translations == {"en": {"Ejemplo": "Example"}}


@pytest.mark.parametrize(
    "name", ["notas_dot_txt", "decisions__d_dot_xml", "forms__sub__f_dot_json", "otro__p_dot_bpmn"]
)
def test_a_file_in_no_known_place_is_told(tmp_path: Path, name: str) -> None:
    root = write_package(tmp_path, **{name: "{}"})

    assert problems_of(root) == [(name.replace("__", "/").replace("_dot_", "."), "")]


def test_texts_take_their_english_from_the_catalogue_or_bring_it(tmp_path: Path) -> None:
    manifest = """
description = { es = "Uno", en = "One" }
[[roles]]
name = "Mesa de Ayuda"
description = "Sin traducción"
"""
    english = '{"Ejemplo": "Example", "Mesa de Ayuda": "Help desk", "Uno": "Other"}'

    package = load(write_package(tmp_path, manifest, locale__en_dot_json=english))

    assert package.title == Text(es="Ejemplo", en="Example")
    assert package.description == Text(es="Uno", en="One")
    role = package.roles["Mesa de Ayuda"]
    assert role.title.in_language("en") == "Help desk"
    assert role.description is not None
    assert role.description.in_language("en") == "Sin traducción"
    assert role.title.in_language("es") == "Mesa de Ayuda"


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({"package_dot_toml": "name = "}, ("package.toml", "")),
        ({"package_dot_toml": "name = nan"}, ("package.toml", "")),
        ({"package_dot_toml": "name = 1e9999"}, ("package.toml", "")),
        ({"locale__en_dot_json": "["}, ("locale/en.json", "")),
        ({"locale__en_dot_json": "[]"}, ("locale/en.json", "")),
        ({"locale__en_dot_json": '{"a": 1}'}, ("locale/en.json", "a")),
        ({"forms__otra_dot_json": FORM}, ("forms/otra.json", "id")),
        ({"forms__otra_dot_json": "{"}, ("forms/otra.json", "")),
        ({"process_dot_bpmn": "<a>"}, ("process.bpmn", "")),
    ],
)
def test_a_file_that_cannot_be_read_is_told(
    tmp_path: Path, files: dict[str, str], problem: tuple[str, str]
) -> None:
    assert problem in problems_of(write_package(tmp_path, **files))


def test_a_diagram_reads_nothing_from_outside_itself(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("Fuera", encoding="utf-8")
    outside = f"""<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><task id="Fuera">&x;</task>
</definitions>"""
    root = write_package(
        tmp_path,
        '[texts.a]\ntext = "x"\nelement = "Fuera"\n[texts.b]\ntext = "x"\nelement = "Otra"\n',
        process_dot_bpmn=outside,
    )

    assert problems_of(root) == [("package.toml", "texts.b.element")]


def test_a_package_without_diagram_is_refused(tmp_path: Path) -> None:
    root = write_package(tmp_path)
    (root / "process.bpmn").unlink()

    assert problems_of(root) == [("*.bpmn", "")]


@pytest.mark.parametrize("name", ["no_such_package", "../catalog"])
def test_what_is_no_package_is_told_with_those_there_are(name: str) -> None:
    with pytest.raises(PackageError) as caught:
        load(name)

    (problem,) = caught.value.problems
    assert problem.came == repr(name)
    assert all(known in problem.expected for known in available())


def test_the_name_is_the_folders(tmp_path: Path) -> None:
    root = write_package(tmp_path, package_dot_toml='name = "otro"\ntitle = "Otro"\n')

    assert problems_of(root) == [("package.toml", "name")]
