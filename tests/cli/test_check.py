"""`cauce check`: one line per finding, exit 1 where deployment would refuse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from tests.testing.support import END, START, file, one_task, process

from cauce.packages import available

Run = Callable[..., Result]
GOOD = file(one_task())
BAD = file(process(f'{START}\n<serviceTask id="t"/>{END}', "s t e"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.bpmn").write_bytes(GOOD)
    (tmp_path / "bad.bpmn").write_bytes(BAD)
    return tmp_path


def test_what_is_right_has_no_finding(run: Run, folder: Path) -> None:
    result = run("check", folder / "good.bpmn")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Sin hallazgos." in result.stderr


def test_a_finding_is_a_line_with_file_line_code_element_and_message(
    run: Run, folder: Path
) -> None:
    result = run("check", folder / "bad.bpmn")
    assert result.exit_code == 1
    (line,) = result.stdout.splitlines()
    place, code, element, *message = line.split(" ")
    assert place == f"{folder / 'bad.bpmn'}:2"
    assert code.isupper()
    assert element == "t"
    assert message


def test_a_warning_lets_it_through(run: Run, tmp_path: Path) -> None:
    call = (
        '<callActivity id="c"><extensionElements><zeebe:calledElement processId="nowhere"/>'
        "</extensionElements></callActivity>"
    )
    path = tmp_path / "calls.bpmn"
    path.write_bytes(file(process(START + call + END, "s c e")))
    result = run("check", path)
    assert result.exit_code == 0
    (line,) = result.stdout.splitlines()
    assert line.endswith("(advertencia)")


def test_files_are_checked_together(run: Run, folder: Path) -> None:
    (folder / "again.bpmn").write_bytes(GOOD)
    result = run("check", folder / "good.bpmn", folder / "again.bpmn")
    assert result.exit_code == 1
    assert "DUPLICATE_PROCESS" in result.stdout


@pytest.mark.parametrize("package", available())
def test_the_packages_of_the_catalogue_would_be_deployed(run: Run, package: str) -> None:
    result = run("check", package)
    assert result.exit_code == 0, result.stdout


def test_a_package_tells_what_is_wrong_with_its_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "package.toml").write_text('name = "otro"\n')
    result = run("check", tmp_path)
    assert result.exit_code == 1
    assert "package.toml:1 PACKAGE_INVALID" in result.stdout


def test_what_is_nothing_is_a_usage_error(run: Run) -> None:
    result = run("check", "nothing-here")
    assert result.exit_code == 2
    assert "nothing-here" in result.stderr


def test_a_message_without_a_title_is_a_warning_of_its_package(run: Run, tmp_path: Path) -> None:
    root = tmp_path / "ejemplo"
    root.mkdir()
    (root / "package.toml").write_text('name = "ejemplo"\ntitle = "Ejemplo"\n')
    body = '<startEvent id="s"><messageEventDefinition messageRef="M"/></startEvent>' + END
    (root / "p.bpmn").write_bytes(
        file('<message id="M" name="contrato_firmado"/>' + process(body, "s e"))
    )
    result = run("check", root)
    assert result.exit_code == 0, result.stdout
    (line,) = result.stdout.splitlines()
    assert " MESSAGE_UNTITLED contrato_firmado " in line
    assert line.endswith("(advertencia)")
