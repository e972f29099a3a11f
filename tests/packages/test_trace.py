from __future__ import annotations

from pathlib import Path

import pytest
from tests.packages.support import DECISION, FORM, write_package

from cauce.packages import (
    Package,
    PackageError,
    Statement,
    Target,
    check_trace,
    load,
    load_trace,
)

MANIFEST = """
[documents.D1]
name = "CRO"
[[phases]]
number = 1
name = "Inicio"
[[roles]]
name = "Mesa de Ayuda"
[settings.oob]
title = "OOB"
[texts.guia]
text = "x"
[calendars.chile]
zone = "America/Santiago"
[handlers."crm.x"]
kind = "handler"
"""
STATEMENTS = {"001-1": "Validar CRO", "001-2": "Encabezado", "001-3": "Todo lo demás"}
WHOLE = """
[[statements]]
id = "001-1"
text = "Validar CRO"
carried_by = ["element:Inicio", "element:Validar_D1", "element:Flujo_1"]
[[statements]]
id = "001-2"
text = "Encabezado"
noise = "De la página"
[[statements]]
id = "001-3"
text = "Todo lo demás"
carried_by = [
  "decision:aprobadores", "decision:Aprobadores", "rule:aprobadores/regla_b2b",
  "rule:Aprobadores/regla_otros", "form:validar_d1", "field:validar_d1/validado",
  "field:validar_d1/motivo", "field:validar_d1/Field_1", "text:guia", "setting:oob",
  "document:D1", "role:Mesa de Ayuda", "phase:1", "handler:crm.x", "calendar:chile",
]
[completion]
"Corregir_*" = "Quien corrige"
Pool = "La empresa"
Grupo = "x"
Mesa = "x"
"""


def package(folder: Path, trace: str) -> Package:
    return load(
        write_package(
            folder,
            MANIFEST,
            decisions__d_dot_dmn=DECISION,
            forms__validar_d1_dot_json=FORM,
            trace_dot_toml=trace,
        )
    )


def found(folder: Path, trace: str, statements: dict[str, str] | None = None) -> list[str]:
    return [str(problem) for problem in check_trace(package(folder, trace), statements)]


def test_a_whole_trace_has_no_problems(tmp_path: Path) -> None:
    assert found(tmp_path, WHOLE, STATEMENTS) == []


def test_a_trace_is_read_as_it_is_written(tmp_path: Path) -> None:
    trace = load_trace(package(tmp_path, WHOLE))

    assert trace.statements[1] == Statement(id="001-2", text="Encabezado", noise="De la página")
    assert trace.statements[0].carried_by[0] == Target(kind="element", name="Inicio")
    assert trace.completion["Corregir_*"] == "Quien corrige"


def test_a_statement_without_entry_or_with_other_words_is_told(tmp_path: Path) -> None:
    source = {"001-1": "Validar  CRO", "001-2": "Encabezado", "001-4": "Olvidado"}

    assert found(tmp_path, WHOLE, source) == [
        "trace.toml:2: statements[001-4]: expected an entry for 'Olvidado', but got none",
        "trace.toml:4: statements[001-1].text: expected 'Validar  CRO', but got 'Validar CRO'",
        "trace.toml:10: statements[001-3]: expected a statement of the source, "
        "but got 'Todo lo demás'",
    ]


@pytest.mark.parametrize(
    "target",
    [
        "element:Otro",
        "rule:aprobadores/otra",
        "decision:otra",
        "form:otra",
        "field:validar_d1/otro",
        "text:otro",
        "setting:otro",
        "document:D9",
        "role:Otro",
        "phase:2",
        "handler:otro",
        "calendar:otro",
    ],
)
def test_a_target_that_does_not_exist_is_told(tmp_path: Path, target: str) -> None:
    trace = WHOLE.replace('"decision:aprobadores"', f'"{target}"')

    assert found(tmp_path, trace, STATEMENTS) == [
        "trace.toml:13: statements[001-3].carried_by: expected a target that exists, "
        f"but got {target}"
    ]


@pytest.mark.parametrize("identifier", ["Pool", "Grupo", "Mesa"])
def test_an_element_in_neither_list_is_told(tmp_path: Path, identifier: str) -> None:
    trace = "\n".join(line for line in WHOLE.splitlines() if not line.startswith(identifier))

    assert found(tmp_path, trace) == [
        f"process.bpmn: {identifier}: expected a statement or a completion of trace.toml "
        "that names it, but got neither"
    ]


def test_a_reason_for_nothing_or_for_what_a_statement_carries_is_told(tmp_path: Path) -> None:
    trace = f'{WHOLE}No_existe = "x"\nInicio = "x"\n"Validar*" = "x"\n'

    assert found(tmp_path, trace) == [
        "trace.toml:24: completion.No_existe: expected the id of an element drawn, "
        "but got none such",
        "trace.toml:25: completion.Inicio: expected elements that no statement asks for, "
        "but got Inicio, which a statement carries",
        "trace.toml:26: completion.Validar*: expected elements that no statement asks for, "
        "but got Validar_D1, which a statement carries",
    ]


@pytest.mark.parametrize(
    ("trace", "key"),
    [
        ('[[statements]]\nid = "1"\ntext = "a"', "statements[1]"),
        (
            '[[statements]]\nid = "1"\ntext = "a"\nnoise = "n"\ncarried_by = ["phase:1"]',
            "statements[1]",
        ),
        (
            '[[statements]]\nid = "1"\ntext = "a"\ncarried_by = ["phase:1", "fase:1"]',
            "statements[1].carried_by[1]",
        ),
        ('[[statements]]\ntext = "a"\nnoise = "n"', "statements[0].id"),
        ('[[statements]]\nid = "1"\nnoise = "n"', "statements[1].text"),
        ('[completion]\nPool = ""', "completion.Pool"),
        ("otro = 1", "otro"),
        ("= ", ""),
    ],
)
def test_a_trace_that_is_not_well_formed_is_refused(tmp_path: Path, trace: str, key: str) -> None:
    with pytest.raises(PackageError) as caught:
        load_trace(package(tmp_path, trace))

    assert [(problem.file, problem.key) for problem in caught.value.problems] == [
        ("trace.toml", key)
    ]


def test_two_entries_of_one_statement_are_refused(tmp_path: Path) -> None:
    entry = '[[statements]]\nid = "1"\ntext = "a"\nnoise = "n"\n'

    with pytest.raises(PackageError, match="an id that no other has"):
        load_trace(package(tmp_path, entry * 2))


def test_a_package_without_trace_says_so(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match=r"expected a file beside package\.toml"):
        check_trace(load(write_package(tmp_path)))
