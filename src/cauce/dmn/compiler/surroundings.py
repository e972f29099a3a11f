"""What a boxed expression is compiled against: names, types, and where to report."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cauce.dmn.errors import Problem
from cauce.dmn.nodes import Literal
from cauce.feel.analysis import references
from cauce.feel.builtins import BUILTIN_NAMES, BUILTINS
from cauce.feel.compiler import Compiler
from cauce.feel.compiler.tests import unary_tests
from cauce.feel.errors import FeelError
from cauce.feel.parser import parse_expression, parse_type, parse_unary_tests
from cauce.feel.parser.names import known_names
from cauce.feel.runtime import MISSING
from cauce.feel.types import ANY, Type, convert, resolve
from cauce.feel.values import kind_of

if TYPE_CHECKING:
    from cauce.dmn.nodes import Boxed
    from cauce.feel.parser.nodes import Node
    from cauce.feel.runtime import Closure, Run, Scope
    from cauce.feel.values import Value


@dataclass(frozen=True, kw_only=True, slots=True)
class Surroundings:
    """The names in scope, the types of the model, and the list that problems go to.

    `names`: what may be referred to. `spellings`: every name of the model that
    needs more than one token. `element`: what is being compiled, for messages.
    `heights`: the levels of each expression compiled so far, for the functions
    around them. `allowed`: the allowed values of the types that list some.
    """

    names: frozenset[str]
    spellings: frozenset[str]
    types: dict[str, Type]
    problems: list[Problem]
    element: str
    element_id: str | None = None
    checked: bool = True
    heights: list[int] = field(default_factory=list)
    allowed: dict[str, str] = field(default_factory=dict)

    def with_names(self, *names: str) -> Surroundings:
        """Return these surroundings with more names in scope."""
        return replace(
            self,
            names=self.names | set(names),
            spellings=self.spellings | {name for name in names if not name.isidentifier()},
        )

    def unchecked(self) -> Surroundings:
        """Return these surroundings where any name may be in scope, as in a filter."""
        return replace(self, checked=False)

    def report(self, code: str, message: str, boxed: Boxed | None = None) -> None:
        """Note a problem at a boxed expression."""
        self.problems.append(
            Problem(
                code=code,
                message=message,
                element=self.element,
                element_id=(boxed.element_id if boxed else None) or self.element_id,
                line=boxed.line if boxed else None,
            )
        )

    def expression(self, text: str, boxed: Boxed | None = None) -> Closure:
        """Compile FEEL text; what does not parse is reported and gives null."""
        self._check_language(boxed)
        try:
            node = parse_expression(text, known_names(self.spellings, BUILTIN_NAMES))
            closure, height = self._compiler().measured(node)
            self.heights.append(height)
        except FeelError as error:
            return self._broken(text, error, boxed)
        self._check_names(node, boxed)
        return closure

    def tests(self, text: str, boxed: Boxed | None = None) -> Closure:
        """Compile the tests of an input cell, which read their subject as `?`."""
        self._check_language(boxed)
        try:
            node = parse_unary_tests(text or "-", known_names(self.spellings, BUILTIN_NAMES))
            closure = unary_tests(node, self._compiler())
        except FeelError as error:
            return self._broken(text, error, boxed)
        self._check_names(node, boxed, "?")
        return closure

    def values(self, text: str, boxed: Boxed | None = None) -> tuple[Closure, ...]:
        """Compile each of the tests of an output's values, to rank results by."""
        try:
            node = parse_unary_tests(text, known_names(self.spellings, BUILTIN_NAMES))
            return tuple(self._compiler().test(each) for each in node.tests)
        except FeelError as error:
            self._broken(text, error, boxed)
            return ()

    def type(self, type_ref: str | None, boxed: Boxed | None = None) -> Type:
        """Return the type a reference means; an unknown one is reported and takes anything."""
        if not type_ref:
            return ANY
        found = self.types.get(type_ref)
        if found is not None:
            return found
        try:
            known = known_names(self.spellings.union(self.types), BUILTIN_NAMES)
            return resolve(parse_type(type_ref.removeprefix("feel:"), known), self.types)
        except FeelError:
            self.report("UNKNOWN_TYPE", f"there is no type {type_ref!r}", boxed)
            return ANY

    def typed(self, closure: Closure, type_ref: str | None, boxed: Boxed | None = None) -> Closure:
        """Return the closure with its value converted to a type, null where it does not conform."""
        wanted = self.type(type_ref, boxed)
        if wanted is ANY:
            return closure

        def convert_value(scope: Scope, run: Run) -> Value:
            return conform(closure(scope, run), wanted, type_ref or "", run)

        return convert_value

    def _compiler(self) -> Compiler:
        return Compiler(BUILTINS, self.types)

    def _check_language(self, boxed: Boxed | None) -> None:
        language = boxed.language if isinstance(boxed, Literal) else None
        if language and not language.rstrip("/").upper().endswith("FEEL"):
            self.report("UNSUPPORTED", f"expected FEEL, came the language {language}", boxed)

    def _check_names(self, node: Node, boxed: Boxed | None, *more: str) -> None:
        if not self.checked:
            return
        unknown = references(node, BUILTIN_NAMES).required - self.names - set(more)
        for name in sorted(unknown):
            self.report("UNKNOWN_NAME", f"there is no {name!r} in scope", boxed)

    def _broken(self, text: str, error: FeelError, boxed: Boxed | None) -> Closure:
        shown = " ".join(text.split())[:60]
        message = f"{shown!r} cannot be read: {error}"
        self.report("SYNTAX", message, boxed)
        return lambda _scope, run: run.null(message)


def conform(value: Value, wanted: Type, shown: str, run: Run) -> Value:
    """Return `value` converted to a type, null and a reason where it does not conform."""
    converted = convert(value, wanted, run)
    if converted is MISSING:
        return run.null(f"expected a value of type {shown}, came {kind_of(value)}")
    return converted
