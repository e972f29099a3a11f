"""Problems of package.toml and trace.toml stand on the line of what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.packages.support import write_package

from cauce.packages import PackageError, check_trace, load
from cauce.packages.manifest.places import line_of

TOML = b'''name = "ejemplo"   # un [comentario] con "comillas"
title = """
dos lineas = [
""" # [no.es.tabla]
lista = [
  "uno", # ]
  [1, 2],
]

[handlers."crm.abrir"]
kind = 'x # y'
inputs = { a = "string", b = "]" }

[[phases]]
number = 1

[[phases]]
nombre.es = "Dos"
[phases.extra]
x = """a"""""

[[statements]]
id = "001"
text = "t"
'''
LINES = {
    "name": 1,
    "title": 2,
    "lista": 5,
    "handlers": 10,
    "handlers.crm.abrir": 10,
    "handlers.crm.abrir.kind": 11,
    "handlers.crm.abrir.inputs.b": 12,
    "handlers.crm.abrir.outputs": 10,
    "phases": 14,
    "phases[0].number": 15,
    "phases[1]": 17,
    "phases[1].number": 17,
    "phases[1].nombre.es": 18,
    "phases[1].extra.x": 20,
    "statements[0].text": 24,
    "statements[001]": 22,
    "statements[001].text": 24,
    "statements[001].carried_by[3]": 22,
    "ausente": 1,
}


@pytest.mark.parametrize("key", LINES)
def test_a_key_stands_on_its_line_else_on_that_of_its_table(key: str) -> None:
    assert line_of(TOML, key) == LINES[key]


@given(st.text(alphabet="ab.[]{}\"'#=\n \\", max_size=60), st.text(alphabet="ab.[]", max_size=8))
def test_a_file_that_is_no_toml_has_lines_too(text: str, key: str) -> None:
    assert 1 <= line_of(text.encode(), key) <= text.count("\n") + 1


def problems_at(root: Path) -> list[tuple[str, str, int | None]]:
    with pytest.raises(PackageError) as caught:
        load(root)
    return [(problem.file, problem.key, problem.line) for problem in caught.value.problems]


def test_problems_of_the_manifest_say_their_line(tmp_path: Path) -> None:
    manifest = '\n[settings.tope]\ntitle = "Tope"\ntype = "number"\nvalue = "x"\notra = 1\n'
    root = write_package(tmp_path, manifest)

    assert problems_at(root) == [
        ("package.toml", "settings.tope.value", 7),
        ("package.toml", "settings.tope.otra", 8),
    ]
    with pytest.raises(PackageError, match=r"package\.toml:7: settings\.tope\.value: expected"):
        load(root)


@pytest.mark.parametrize(
    ("manifest", "line"), [("\n\nmal\n", 5), ('texto = "', 3), ("a = 1e999\n", None)]
)
def test_what_is_no_toml_says_where_it_ends_to_be_one(
    tmp_path: Path, manifest: str, line: int | None
) -> None:
    assert ("package.toml", "", line or 1) in problems_at(write_package(tmp_path, manifest))


def test_problems_of_the_trace_say_their_line(tmp_path: Path) -> None:
    trace = (
        '[[statements]]\nid = "1"\ntext = "a"\nnoise = "x"\n'
        '\n[[statements]]\nid = "2"\ntext = "b"\ncarried_by = ["element:nadie"]\n'
        '\n[completion]\n"*" = "todo"\n'
    )
    package = load(write_package(tmp_path, trace_dot_toml=trace))

    found = check_trace(package)

    assert [(problem.key, problem.line) for problem in found] == [("statements[2].carried_by", 9)]
