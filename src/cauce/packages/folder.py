"""The files of a package's folder: each known by where it lies, none left out unseen."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cauce.packages.errors import Problems
from cauce.packages.model import Files, PackageFile

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from cauce.packages.errors import PackageProblem

MANIFEST: Final = "package.toml"
TRACE: Final = "trace.toml"
_MAX_BYTES: Final = 8 * 1024 * 1024
_MAX_FILES: Final = 2000
_ENDINGS: Final = {"decisions": ".dmn", "forms": ".json", "locale": ".json", "scenarios": ".yaml"}
_EXPECTED: Final = (
    "package.toml, trace.toml, *.bpmn, README.md, or a file of decisions/ (*.dmn), forms/ "
    "(*.json), documents/, locale/ (*.json) or scenarios/ (*.yaml)"
)


class Folder:
    """The files of a folder by their path in it."""

    def __init__(self, root: Traversable, found: list[PackageProblem]) -> None:
        self.found = found
        self.files: dict[str, PackageFile] = {}
        for path, file in sorted(_walk(root, "")):
            if len(self.files) == _MAX_FILES:
                Problems(path, found).note("", f"at most {_MAX_FILES} files", "one more")
                break
            source = file.read_bytes()
            if len(source) > _MAX_BYTES:
                Problems(path, found).note("", f"at most {_MAX_BYTES} bytes", f"{len(source)}")
            elif _has_place(path):
                self.files[path] = PackageFile(path=path, source=source)
            else:
                Problems(path, found).note("", _EXPECTED, "a file in no such place")

    def sorted_files(self) -> Files:
        """The files by what they are."""
        return Files(
            bpmn=tuple(file for path, file in self.files.items() if path.endswith(".bpmn")),
            dmn=self._of("decisions"),
            forms=self._of("forms"),
            documents=self._of("documents"),
            scenarios=self._of("scenarios"),
            trace=self.files.get(TRACE),
        )

    def translations(self) -> Mapping[str, Mapping[str, str]]:
        """The catalogues of `locale/`, by language."""
        return MappingProxyType({file.stem: self._catalogue(file) for file in self._of("locale")})

    def _of(self, folder: str) -> tuple[PackageFile, ...]:
        return tuple(file for path, file in self.files.items() if path.startswith(f"{folder}/"))

    def _catalogue(self, file: PackageFile) -> Mapping[str, str]:
        problems = Problems(file.path, self.found)
        try:
            value = json.loads(file.source)
        except (ValueError, RecursionError) as error:
            problems.note("", "JSON", str(error))
            return {}
        if not isinstance(value, dict):
            problems.note("", 'an object {"texto": "text"}', type(value).__name__)
            return {}
        for spanish, text in value.items():
            if not isinstance(text, str):
                problems.add(spanish, "a text", text)
        return MappingProxyType({key: text for key, text in value.items() if isinstance(text, str)})


def _walk(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.name.startswith((".", "__")):
            continue
        if entry.is_dir():
            yield from _walk(entry, f"{path}{entry.name}/")
        else:
            yield f"{path}{entry.name}", entry


def _has_place(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    if name == "README.md" or folder.partition("/")[0] == "documents":
        return True
    if not folder:
        return path in {MANIFEST, TRACE} or path.endswith(".bpmn")
    return folder in _ENDINGS and name.endswith(_ENDINGS[folder])
