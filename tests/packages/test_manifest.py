from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.packages.support import problems_of, write_package

from cauce.packages import DocumentType, Phase, Setting, Text, ValueType, load


def test_settings_without_a_value_are_undefined_and_null(tmp_path: Path) -> None:
    manifest = """
[settings.oob]
title = "Destinatarios"
type = "list<string>"
[settings.tope]
title = "Tope"
help = "En pesos"
type = "number"
value = 1.50
"""

    settings = load(write_package(tmp_path, manifest)).settings

    assert settings["oob"] == Setting(
        key="oob",
        title=Text(es="Destinatarios"),
        type=ValueType(name="list", item=ValueType(name="string")),
    )
    assert not settings["oob"].is_defined
    assert settings["tope"].is_defined
    assert settings["tope"].value == Decimal("1.50")
    assert type(settings["tope"].value) is Decimal
    assert settings["tope"].help == Text(es="En pesos")


def test_documents_phases_and_roles_name_one_another(tmp_path: Path) -> None:
    manifest = """
case_prefix = "SRV"
calendar = "chile"
[documents.D2]
code = "D(2)"
name = "Propuesta Comercial"
template = "propuesta.html"
[[phases]]
number = 1
name = "Inicio"
[[phases]]
number = 2
name = "Envío Propuesta"
objective = "Generación y envío de propuesta comercial"
document = "D2"
[[roles]]
name = "Gerente Comercial"
supervisor = "Proceso"
single = true
[[roles]]
name = "Proceso"
[texts.guia]
text = "Con cada interlocutor…"
element = "Validar_D1"
link = "https://example.com"
[calendars.chile]
zone = "America/Santiago"
"""

    package = load(write_package(tmp_path, manifest, documents__propuesta_dot_html="<p>"))

    assert package.documents["D2"] == DocumentType(
        key="D2", code="D(2)", name=Text(es="Propuesta Comercial"), template="propuesta.html"
    )
    assert package.phases == (
        Phase(number=1, name=Text(es="Inicio")),
        Phase(
            number=2,
            name=Text(es="Envío Propuesta"),
            objective=Text(es="Generación y envío de propuesta comercial"),
            document="D2",
        ),
    )
    assert list(package.roles) == ["Gerente Comercial", "Proceso"]
    assert package.roles["Gerente Comercial"].single
    assert package.texts["guia"].element == "Validar_D1"
    assert package.calendars == {"chile": {"zone": "America/Santiago"}}
    assert (package.calendar, package.case_prefix) == ("chile", "SRV")


@pytest.mark.parametrize(
    ("manifest", "keys"),
    [
        ("titulo = 1", ["titulo"]),
        ("description = 5", ["description"]),
        ('description = { en = "One" }', ["description.es"]),
        ('description = { es = "Uno", fr = "Un" }', ["description.fr"]),
        ('case_prefix = "srv"', ["case_prefix"]),
        ('calendar = "chile"', ["calendar"]),
        ("settings = 5", ["settings"]),
        ("[settings.a]", ["settings.a.title"]),
        ('[settings.a]\ntitle = "A"\ntype = "text"', ["settings.a.type"]),
        ('[settings.a]\ntitle = "A"\nvalue = 5', ["settings.a.value"]),
        ('[settings.a]\ntitle = "A"\ntype = "list<number>"\nvalue = ["x"]', ["settings.a.value"]),
        ('[documents.D2]\nname = "P"\ntemplate = "no.html"', ["documents.D2.template"]),
        ('[[phases]]\nnumber = 2\nname = "P"', ["phases[0].number"]),
        (
            '[[phases]]\nnumber = 1\nname = "P"\ndocument = "D9"\nx = 1',
            ["phases[0].document", "phases[0].x"],
        ),
        ("phases = 5", ["phases"]),
        ("phases = [5]", ["phases[0]"]),
        ('[[roles]]\nname = "A"\nsupervisor = "B"', ["roles[0].supervisor"]),
        ('[[roles]]\nname = "A"\n[[roles]]\nname = "A"', ["roles[1].name"]),
        ('[[roles]]\nname = "A"\nsingle = "sí"', ["roles[0].single"]),
        ('[texts.a]\ntext = "x"\nelement = "No_existe"', ["texts.a.element"]),
        ("[texts.a]", ["texts.a.text"]),
        ('[messages]\nnadie = "Nadie"', ["messages.nadie"]),
        ("messages = 5", ["messages"]),
    ],
)
def test_each_problem_is_told_by_its_key(tmp_path: Path, manifest: str, keys: list[str]) -> None:
    expected = [("package.toml", key) for key in keys]

    assert problems_of(write_package(tmp_path, manifest)) == expected


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    manifest = 'calendar = "x"\n[settings.a]\n[handlers.h]\nkind = "mail"\n'

    root = write_package(tmp_path, manifest, notas_dot_txt="x")

    assert problems_of(root) == [
        ("notas.txt", ""),
        ("package.toml", "calendar"),
        ("package.toml", "handlers.h.kind"),
        ("package.toml", "settings.a.title"),
    ]
