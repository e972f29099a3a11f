"""Reading and running suites of the DMN TCK.

Expected values are read from the kit's XML by the code below, not by the
engine's own constructors; an actual value is compared by its kind and by the
parts of its FEEL text.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest
from lxml import etree

from cauce.dmn import Model, load
from cauce.feel import evaluate, to_string
from cauce.feel.values import kind_of

KIT: Final = Path(
    os.environ.get("CAUCE_DMN_TCK", Path(__file__).parents[2].parent / "shared" / "dmn-tck")
)
_NIL: Final = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_TYPE: Final = "{http://www.w3.org/2001/XMLSchema-instance}type"
_TOLERANCE: Final = Decimal("1e-8")
_DURATION: Final = re.compile(
    r"(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?"
)
_CLOCK: Final = re.compile(r"(.*?)(\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d|@.+)?")


@dataclass(frozen=True, kw_only=True)
class Expected:
    """A value as the kit writes it. `kind` is the XML Schema type's name, "" where untyped."""

    kind: str
    text: str | None
    items: tuple[Expected, ...] = ()
    entries: tuple[tuple[str, Expected], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Case:
    """A test case: inputs, and the expected value of each result node."""

    name: str
    invocable: str | None
    inputs: dict[str, object]
    results: tuple[tuple[str, Expected], ...]

    @property
    def needs_value(self) -> bool:
        """Whether an engine that always answers null would fail the case."""
        return any(not matches(expected, None) for _, expected in self.results)

    def passes(self, model: Model) -> bool:
        """Tell whether the model gives the expected value for every result node."""
        return all(self._passes(model, name, expected) for name, expected in self.results)

    def _passes(self, model: Model, name: str, expected: Expected) -> bool:
        if self.invocable is None:
            return matches(expected, model.evaluate(name, self.inputs))
        actual = model.invoke(self.invocable, self.inputs)
        if isinstance(actual, dict) and name in actual and len(self.results) > 1:
            actual = actual[name]
        return matches(expected, actual)


@dataclass(frozen=True, kw_only=True)
class Report:
    """What became of a suite: its cases, those that need a value, and the names that failed."""

    cases: int
    valued: int
    failed: frozenset[str]


def suites() -> list[str]:
    """Return the suites' names, as level/suite; none where the kit is not there."""
    found = {path.parent for path in KIT.glob("compliance-level-*/*/*.dmn")}
    return sorted(f"{path.parent.name}/{path.name}" for path in found)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give each test that asks for a `suite` every suite of the kit."""
    if "suite" in metafunc.fixturenames:
        metafunc.parametrize("suite", suites())


@pytest.fixture(scope="session")
def run_suite() -> Callable[[str], Report]:
    """Return the function that runs one suite by its name; skips where the kit is missing."""
    if not KIT.is_dir():
        pytest.skip(f"the DMN TCK is not at {KIT}: name its folder in CAUCE_DMN_TCK")
    return run


@pytest.fixture(scope="session")
def all_suites() -> list[str]:
    """Return the names of all suites."""
    return suites()


def run(suite: str) -> Report:
    """Run all cases of a suite."""
    failed: set[str] = set()
    cases = valued = 0
    for file in sorted((KIT / suite).glob("*-test-*.xml")):
        root = etree.parse(file).getroot()
        model = load(KIT / suite / (root.findtext("{*}modelName") or "").strip())
        for case in _cases(root):
            cases += 1
            valued += case.needs_value
            if not case.passes(model):
                failed.add(case.name)
    return Report(cases=cases, failed=frozenset(failed), valued=valued)


def matches(expected: Expected, actual: object) -> bool:
    """Tell whether a value is the expected one: kind, parts and offset, numbers to 1e-8."""
    if expected.items or expected.kind == "list":
        return (
            isinstance(actual, list)
            and len(actual) == len(expected.items)
            and all(map(matches, expected.items, actual))
        )
    if expected.entries:
        return (
            isinstance(actual, dict)
            and actual.keys() == {name for name, _ in expected.entries}
            and all(matches(each, actual[name]) for name, each in expected.entries)
        )
    if expected.text is None or actual is None:
        return expected.text is None and actual is None
    return _same(expected.kind, expected.text, actual)


def _same(kind: str, text: str, actual: object) -> bool:
    match kind:
        case "boolean":
            return actual is (text == "true")
        case "decimal" | "double" | "integer" | "int":
            return isinstance(actual, Decimal) and abs(actual - Decimal(text)) < _TOLERANCE
        case "date":
            return kind_of(actual) == "date" and to_string(actual) == text
        case "time" | "dateTime":
            wanted = "time" if kind == "time" else "date and time"
            return kind_of(actual) == wanted and _clock(to_string(actual)) == _clock(text)
        case "duration":
            wanted = "years and months duration" if _is_months(text) else "days and time duration"
            return kind_of(actual) == wanted and _length(to_string(actual)) == _length(text)
        case "string":
            return actual == text
        case _:
            return to_string(actual) == text


def _clock(text: str) -> tuple[str, str, Decimal, str]:
    found = _CLOCK.fullmatch(text)
    assert found, text
    zone = (found[4] or "").replace("+00:00", "Z")
    return found[1], found[2], Decimal(f"0{found[3] or ''}"), zone


def _is_months(text: str) -> bool:
    return "T" not in text and "D" not in text


def _length(text: str) -> Decimal:
    found = _DURATION.fullmatch(text)
    assert found, text
    years, months, days, hours, minutes, seconds = (
        Decimal(part or 0) for part in found.groups()[1:]
    )
    amount = (
        years * 12 + months
        if _is_months(text)
        else ((days * 24 + hours) * 60 + minutes) * 60 + seconds
    )
    return -amount if found[1] else amount


def _cases(root: etree._Element) -> Iterator[Case]:
    for case in root.iterfind("{*}testCase"):
        yield Case(
            name=case.get("id", ""),
            invocable=case.get("invocableName"),
            inputs={
                node.get("name", ""): _python(_value(node))
                for node in case.iterfind("{*}inputNode")
            },
            results=tuple(_result(node) for node in case.iterfind("{*}resultNode")),
        )


def _result(node: etree._Element) -> tuple[str, Expected]:
    expected = node.find("{*}expected")
    null = Expected(kind="", text=None)
    if expected is None or node.get("errorResult") == "true":
        return node.get("name", ""), null
    return node.get("name", ""), _value(expected)


def _value(node: etree._Element) -> Expected:
    components = node.findall("{*}component")
    if components:
        return Expected(
            kind="",
            text=None,
            entries=tuple((each.get("name", ""), _value(each)) for each in components),
        )
    inner = node.find("{*}list")
    if inner is not None:
        items = tuple(_value(item) for item in inner.iterfind("{*}item"))
        return Expected(kind="list", text=None, items=items)
    value = node.find("{*}value")
    if value is None or value.get(_NIL) == "true":
        return Expected(kind="", text=None)
    return Expected(kind=(value.get(_TYPE) or "").rpartition(":")[2], text=value.text or "")


def _python(value: Expected) -> object:
    """Return an input as a caller would pass it; temporal values are written as FEEL literals."""
    if value.entries:
        return {name: _python(each) for name, each in value.entries}
    if value.kind == "list":
        return [_python(item) for item in value.items]
    if value.text is None:
        return None
    match value.kind:
        case "boolean":
            return value.text == "true"
        case "decimal" | "double" | "integer" | "int":
            return Decimal(value.text)
        case "date" | "time" | "dateTime" | "duration":
            return evaluate(f'@"{value.text}"', {})
        case _:
            return value.text
