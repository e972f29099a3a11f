"""Reading packages: of the catalogue by name, or of any folder."""

from __future__ import annotations

import json
from importlib.resources import files as resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cauce.packages.elements import elements_of
from cauce.packages.errors import PackageError, PackageProblem, Problems
from cauce.packages.folder import MANIFEST, Folder
from cauce.packages.manifest.read import read_manifest
from cauce.packages.messages import addressed_in

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from cauce.packages.model import Package, PackageFile

_CATALOGUE: Final = "cauce.catalog"


def available() -> list[str]:
    """The names of the catalogue's packages, sorted."""
    return sorted(
        entry.name
        for entry in resources(_CATALOGUE).iterdir()
        if entry.is_dir() and entry.joinpath(MANIFEST).is_file()
    )


def load(package: str | Path) -> Package:
    """Read a package by its name in the catalogue, or from a folder.

    Raises PackageError with everything that is wrong.
    """
    root = _root(package)
    name = root.name
    if not root.joinpath(MANIFEST).is_file():
        known = ", ".join(available()) or "none"
        raise PackageError(
            PackageProblem(
                file=MANIFEST,
                key="",
                expected=f"a package of the catalogue ({known}) or a folder with {MANIFEST}",
                came=repr(str(package)),
            )
        )
    found: list[PackageProblem] = []
    folder = Folder(root, found)
    manifest = folder.files.get(MANIFEST)
    toml = manifest.source if manifest is not None else b""
    problems = Problems(MANIFEST, found, toml)
    result = read_manifest(
        toml,
        name,
        folder.sorted_files(),
        folder.translations(),
        problems,
    )
    _check_files(result, problems)
    if found:
        raise PackageError(*found)
    return result


def _root(package: str | Path) -> Traversable:
    if isinstance(package, str) and package in available():
        return resources(_CATALOGUE).joinpath(package)
    return Path(package).resolve()


def _check_files(package: Package, problems: Problems) -> None:
    found = problems.found
    if not package.files.bpmn:
        Problems("*.bpmn", found).note("", "at least one diagram beside package.toml", "none")
    for file in package.files.forms:
        _check_form_id(file, Problems(file.path, found))
    drawn = {element.id for element in elements_of(package.files.bpmn, found)}
    for key, guidance in package.texts.items():
        if guidance.element is not None and guidance.element not in drawn:
            problems.add(f"texts.{key}.element", "the id of an element drawn", guidance.element)
    unread: list[PackageProblem] = []
    named = {one.name for one in addressed_in(package.files.bpmn, unread)}
    # What stands in a diagram that cannot be read is no stranger: that problem is told above.
    for name in [] if unread else sorted(package.messages.keys() - named):
        problems.add(f"messages.{name}", "the name of a message or signal thrown or caught", name)


def _check_form_id(file: PackageFile, problems: Problems) -> None:
    """A form is asked for by its id, so the file has to be found by it."""
    try:
        document = json.loads(file.source)
    except (ValueError, RecursionError) as error:
        problems.note("", "JSON", str(error))
        return
    form_id = document.get("id") if isinstance(document, dict) else None
    if form_id != file.stem:
        problems.add("id", f"the file's name ({file.stem})", form_id)
