"""The import rules of `.importlinter` can fail: each is broken once, in a package made for it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
INNER = ("feel", "dmn", "forms", "calendar", "correlation", "packages", "engine", "bpmn", "testing")

Lint = Callable[[], subprocess.CompletedProcess[str]]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package named cauce with the inner layers, all empty, beside the project's rules."""
    for layer in ("", *INNER):
        folder = tmp_path / "cauce" / layer
        folder.mkdir()
        (folder / "__init__.py").touch()
    (tmp_path / "cauce" / "feel" / "clock.py").touch()
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path / "cauce"


@pytest.fixture
def lint(package: Path) -> Lint:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(package.parent)}

    def run() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=package.parent,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_empty_layers_keep_the_rules(lint: Lint) -> None:
    done = lint()
    assert done.returncode == 0, done.stdout
    assert "6 kept, 0 broken" in done.stdout


@pytest.mark.parametrize(
    ("layer", "imported"),
    [
        ("feel", "cauce.dmn"),
        ("dmn", "cauce.engine"),
        ("engine", "cauce.bpmn"),
        ("engine", "cauce.forms"),
        ("bpmn", "cauce.packages"),
        ("bpmn", "cauce.testing"),
        ("forms", "cauce.dmn"),
        ("calendar", "cauce.forms"),
        ("engine", "cauce.feel.clock"),
        ("feel", "time"),
        ("dmn", "random"),
        ("engine", "uuid"),
        ("correlation", "django.db"),
    ],
)
def test_an_import_outwards_breaks_them(
    package: Path, lint: Lint, layer: str, imported: str
) -> None:
    # given
    (package / layer / "inner.py").write_text(f"import {imported}\n", "utf-8")

    # when
    done = lint()

    # then
    named = imported.removesuffix(".db")  # an outside package is named by its first part alone
    assert done.returncode == 1
    assert f"cauce.{layer} is not allowed to import {named}" in done.stdout


def test_a_layer_without_a_place_breaks_them(package: Path, lint: Lint) -> None:
    (package / "novelty.py").touch()
    done = lint()
    assert done.returncode == 1
    assert "cauce.novelty" in done.stdout
