"""What Click says by itself is Spanish too, and nothing that it may say is left out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from tests.cli.conftest import Run

from cauce.cli import click_words
from cauce.cli.click_words import SPANISH

FOLDER = Path(str(click.__file__)).parent
NOT_SAID = {
    # To who writes commands, when they declare them.
    "%(prog)s, version %(version)s",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "Choice({choices})",
    "Could not determine name for option with declarations {decls!r}",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}",
    "Invalid start character for option ({option})",
    "Name '{name}' defined twice",
    "No options defined but a name was passed ({name}). Did you mean to declare an argument "
    "instead? Did you mean to pass '--{name}'?",
    "Unknown color {colour!r}",
    "Value must be an iterable.",
}


def texts_of_click() -> Iterator[str]:
    for module in click_words._MODULES:
        source = Path(str(module.__file__)).read_text("utf-8")
        for call in ast.walk(ast.parse(source)):
            if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name)):
                continue
            if call.func.id in {"_", "ngettext"}:
                for value in call.args[: 1 if call.func.id == "_" else 2]:
                    if isinstance(value, ast.Constant):
                        yield str(value.value)


def test_every_word_of_click_has_its_spanish_and_none_is_left_over() -> None:
    # It says «required» by way of a variable.
    assert {*texts_of_click(), "required"} - NOT_SAID == SPANISH.keys()
    assert set(texts_of_click()) >= NOT_SAID


def test_every_module_of_click_that_speaks_to_people_is_asked() -> None:
    speaking = {
        file.stem
        for file in FOLDER.glob("*.py")
        if re.search(r"^from gettext import gettext as _$", file.read_text("utf-8"), re.MULTILINE)
    }
    # Of an editor, of Windows, of the completion of shells, and of streams: no command has these.
    assert {module.__name__.removeprefix("click.") for module in click_words._MODULES} == (
        speaking - {"_termui_impl", "_winconsole", "shell_completion", "utils"}
    )


def test_the_same_values_are_filled_in() -> None:
    for english, spanish in SPANISH.items():
        fields = [sorted(re.findall(r"\{[^}]*\}", text)) for text in (english, spanish)]
        assert fields[0] == fields[1], english


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("give-up", "7"), "Error: Falta la opción '--reason'."),
        (("give-up", "siete", "--reason", "x"), "no es un valor de tipo integer."),
        (("juega",), "Error: No hay un comando 'juega'."),
        (
            ("serve", "--treads", "2"),
            "Error: No hay una opción '--treads'. ¿Quiso decir '--threads'?",
        ),
        (("serve", "--threads", "0"), "0 no está en el rango x>=1."),
        (("migrate", "a", "b"), "Error: Sobran argumentos (a b)"),
    ],
)
def test_a_usage_error_is_told_in_spanish(run: Run, arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)

    assert result.exit_code == 2
    assert said in result.stderr
    assert "Uso: " in result.stderr
    assert "Para ver la ayuda: main" in result.stderr


def test_help_is_headed_in_the_terminals_language(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    spanish = run("serve", "--help").stdout
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    english = run("serve", "--help").stdout

    assert spanish.startswith("Uso: main serve")
    assert "Opciones:" in spanish
    assert "[si no se da: 8; x>=1]" in spanish
    assert "Mostrar esta ayuda y salir." in spanish
    assert english.startswith("Usage: main serve")
    assert "[default: 8; x>=1]" in english


def test_a_prompt_is_told_in_spanish(run: Run) -> None:
    result = run("user", "password", "ana", keys="una\notra\n")

    assert "Error: las dos veces no se escribió lo mismo." in result.output
    assert result.output.endswith("Interrumpido.\n")
