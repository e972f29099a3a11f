"""The pins agree with what pyproject.toml asks for, and every one has its hash."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)")
OPTIONAL = {"pytest"}  # it loads the sandbox's plugin, which nothing else needs
BY_NAME = {"setuptools", "psycopg", "tzdata", "django-htmx", "whitenoise"}
"""Builder, database driver, data, and what the settings name: never imported."""
LOCKS = ("base", "dev", "node")


def read(lock: str) -> str:
    return (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")


def pins(lock: str) -> dict[str, str]:
    """Version by name of one lock."""
    matches = [PIN.match(line) for line in read(lock).splitlines()]
    return {canonicalize_name(match["name"]): match["version"] for match in matches if match}


def needs() -> list[Requirement]:
    """What the product declares, and what builds it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    declared = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    return [Requirement(text) for text in declared]


def imported(folder: Path) -> set[str]:
    """First names of all modules that the Python files of a folder import."""
    names = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
    return names


def test_what_the_product_imports_is_what_it_declares() -> None:
    # given
    outside = imported(ROOT / "src") - sys.stdlib_module_names - {"cauce"}
    owners = packages_distributions()

    # when
    used = {canonicalize_name(owners[name][0]) for name in outside}

    # then
    declared = {canonicalize_name(need.name) for need in needs()}
    assert used - OPTIONAL <= declared
    assert declared - BY_NAME <= used


@pytest.mark.parametrize("need", needs(), ids=str)
@pytest.mark.parametrize("lock", ["base", "dev"])
def test_every_need_is_pinned_within_its_range(lock: str, need: Requirement) -> None:
    assert need.specifier.contains(pins(lock)[canonicalize_name(need.name)])


def test_development_runs_on_the_same_versions_as_the_product() -> None:
    base, dev = pins("base"), pins("dev")
    assert {name: dev.get(name) for name in base} == base


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(lock: str) -> None:
    blocks = re.split(r"\n(?=\S)", read(lock).strip())
    assert pins(lock)
    assert [block for block in blocks if "--hash=sha256:" not in block] == []
