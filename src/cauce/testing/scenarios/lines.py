"""YAML with the line of everything, so that a mistake can be pointed at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from cauce.feel import normalize


class ScenarioError(ValueError):
    """A scenario or answers file is not as it should be: where, what was expected, what came."""

    def __init__(self, file: str, line: int, expected: str, came: str) -> None:
        self.file = file
        self.line = line
        self.expected = expected
        self.came = came
        super().__init__(f"{file}:{line}: expected {expected}, came {came}")


class Place:
    """A value of a YAML file, with where it stands."""

    def __init__(self, file: str, node: yaml.Node) -> None:
        self.file = file
        self._node = node

    @property
    def line(self) -> int:
        """The line in the file, from 1."""
        return int(self._node.start_mark.line) + 1

    def wrong(self, expected: str) -> ScenarioError:
        """Make the error that says what should stand here."""
        return ScenarioError(self.file, self.line, expected, self._shown())

    def value(self) -> Any:
        """Give the plain value, numbers and all as FEEL holds them."""
        loader = yaml.SafeLoader("")
        try:
            return normalize(loader.construct_document(self._node))
        except (yaml.YAMLError, TypeError, ValueError) as error:
            raise self.wrong("a value that a variable can hold") from error
        finally:
            loader.dispose()

    @property
    def is_null(self) -> bool:
        """Whether nothing, or null, is written here."""
        return bool(self._node.tag == "tag:yaml.org,2002:null")

    def text(self) -> str:
        """Give a text; a number is taken as it is written."""
        if not isinstance(self._node, yaml.ScalarNode) or self.is_null:
            raise self.wrong("a text")
        return str(self._node.value)

    def data(self) -> Mapping[str, Any]:
        """Give a context of variables; nothing written is none."""
        value = self.value()
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise self.wrong("names with their values, such as {aprobado: true}")
        return value

    def texts(self) -> Sequence[str]:
        """Give a list of texts."""
        return [item.text() for item in self.items()]

    def items(self) -> Sequence[Place]:
        """Give the items of a list."""
        if not isinstance(self._node, yaml.SequenceNode):
            raise self.wrong("a list")
        return [Place(self.file, item) for item in self._node.value]

    def entries(self, *allowed: str) -> dict[str, Place]:
        """Give the entries of a context by name; only `allowed` ones, where any are given."""
        if not isinstance(self._node, yaml.MappingNode):
            raise self.wrong(f"entries such as {', '.join(allowed[:4]) or 'name: value'}")
        entries: dict[str, Place] = {}
        for key_node, node in self._node.value:
            key = Place(self.file, key_node)
            name = key.text()
            if allowed and name not in allowed:
                raise key.wrong(f"one of {', '.join(allowed)}")
            if name in entries:
                raise key.wrong(f"«{name}» once")
            entries[name] = Place(self.file, node)
        return entries

    def _shown(self) -> str:
        if isinstance(self._node, yaml.ScalarNode):
            return f"«{self._node.value}»" if self._node.value else "nothing"
        return "a list" if isinstance(self._node, yaml.SequenceNode) else "a context"


def read(file: str, text: str) -> Place:
    """Read one YAML document. Raises ScenarioError where it is none."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ScenarioError(file, line, "YAML", str(error.problem)) from error
    if node is None:
        raise ScenarioError(file, 1, "a YAML document", "an empty file")
    return Place(file, node)
