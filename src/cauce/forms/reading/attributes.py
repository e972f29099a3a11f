"""Typed reading of one component's attributes, noting what has the wrong type."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cauce.feel import Expression, FeelError, compile_expression
from cauce.forms.errors import FormProblem
from cauce.forms.texts import Text, text_of

if TYPE_CHECKING:
    from cauce.forms.fields import Amount, Flag
    from cauce.forms.reading.places import Place

_PATH: Final = re.compile(r"\w+(?:\.\w+)*")


class Attributes:
    """The attributes of a component (or of an object inside it) by name.

    Each getter gives its default where the attribute is absent, and also where it is not usable,
    after noting the problem.
    """

    def __init__(
        self,
        values: Mapping[str, object],
        component: str,
        problems: list[FormProblem],
        place: Place = (),
    ) -> None:
        self.values = values
        self.component = component
        self.problems = problems
        self.place = place

    def inner(self, name: str) -> Attributes:
        """The attributes of an object inside, empty where there is none."""
        value = self.values.get(name)
        if value is not None and not isinstance(value, Mapping):
            self.expected(name, "an object", value)
        values = value if isinstance(value, Mapping) else {}
        return Attributes(values, self.component, self.problems, (*self.place, name))

    def string(self, name: str) -> str:
        """A plain string."""
        value = self.values.get(name)
        if value is None or isinstance(value, str):
            return value or ""
        self.expected(name, "a string", value)
        return ""

    def text(self, name: str) -> Text:
        """A text for people, which may be computed."""
        try:
            return text_of(self.string(name))
        except FeelError as error:
            self.note("EXPRESSION_INVALID", f"{name}: {error}", name)
            return Text()

    def boolean(self, name: str) -> bool:
        """True or false."""
        value = self.values.get(name)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.expected(name, "true or false", value)
        return False

    def flag(self, name: str) -> Flag:
        """True, false or a FEEL expression that gives one."""
        value = self.values.get(name)
        if isinstance(value, str):
            return self.expression(name) or False
        return self.boolean(name)

    def integer(self, name: str, default: int | None, low: int, high: int) -> int | None:
        """A whole number within bounds."""
        value = self.values.get(name)
        if value is None:
            return default
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self.expected(name, f"a whole number from {low} to {high}", value)
        return default

    def amount(self, name: str) -> Amount:
        """A number, the text of one, or a FEEL expression that gives one."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return Decimal(value)
        if isinstance(value, str) and value.startswith("="):
            return self.expression(name)
        if isinstance(value, str) and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value, re.ASCII):
            return Decimal(value)
        self.expected(name, "a number or a FEEL expression with a leading =", value)
        return None

    def expression(self, name: str) -> Expression | None:
        """A FEEL expression, with or without its leading `=`."""
        source = self.string(name)
        if not source.strip():
            return None
        try:
            return compile_expression(source.removeprefix("="))
        except FeelError as error:
            self.note("EXPRESSION_INVALID", f"{name}: {error}", name)
            return None

    def path(self, name: str) -> tuple[str, ...]:
        """A dotted path of names, empty where absent."""
        source = self.string(name)
        if not source:
            return ()
        if _PATH.fullmatch(source):
            return tuple(source.split("."))
        self.note(
            "COMPONENT_KEY_INVALID",
            f"{name}: expected letters, digits and _ with dots between, but got {source!r}",
            name,
        )
        return ()

    def strings(self, name: str) -> Mapping[str, str]:
        """An object of strings."""
        inner = self.inner(name)
        return MappingProxyType({key: inner.string(key) for key in inner.values})

    def expected(self, name: str, expected: str, came: object) -> None:
        """Note that an attribute has the wrong type."""
        shown = repr(came)
        shown = shown if len(shown) <= 60 else f"{shown[:57]}…"
        self.note("ATTRIBUTE_INVALID", f"{name}: expected {expected}, but got {shown}", name)

    def note(self, code: str, message: str, *attribute: str | int) -> None:
        """Note a problem of this component, at one of its attributes where that is named."""
        place = (*self.place, *attribute)
        self.problems.append(
            FormProblem(code=code, component=self.component, message=message, place=place)
        )
