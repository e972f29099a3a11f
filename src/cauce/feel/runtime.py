"""What one evaluation carries along: the scope of names, the clock, the budget, the reasons.

A compiled expression is a tree of Python functions `closure(scope, run)`. The
scope says what names mean where the closure stands; the run is shared by the
whole evaluation. Time is counted in steps, not seconds, so that an expression
gives the same value on every machine.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, Never, Protocol, TypeAlias

from cauce.feel.errors import LimitExceeded

if TYPE_CHECKING:
    from datetime import datetime

    from cauce.feel.values import Value

MAX_STEPS: Final = 1_000_000
"""Items iterated, items built and functions called, together, in one evaluation."""

MAX_DEPTH: Final = 400
"""Levels of nested expressions on the way down through function calls."""

MAX_STRING: Final = 250_000
"""Characters in one string that an expression builds."""

MAX_ITEMS: Final = 250_000
"""Items and entries of a result, however deep; eight characters of text count as one.

A list that holds itself twice, made so a hundred times over, is cheap to build and
endless to walk.
"""

MAX_NESTING: Final = 100
"""Levels of lists and contexts inside one another in a result."""

MAX_REASONS: Final = 100
"""Reasons kept of one evaluation; a loop may fail the same way a million times."""


class Missing:
    """The type of `MISSING`, which no variable can hold."""

    def __repr__(self) -> str:
        """Show as what it stands for."""
        return "MISSING"


MISSING: Final = Missing()


Null: TypeAlias = Never | None  # noqa: RUF020 - the two differ for the checker
"""Null as a result. A plain None would tell the type checker that nothing is returned."""


class Scope(Protocol):
    """Where names get their values from. A dict is one."""

    def get(self, name: str, default: object, /) -> object:
        """Return the value of `name`, or `default` where the scope does not know it."""
        ...


class Local:
    """Names that an expression itself introduces, in front of an outer scope."""

    __slots__ = ("outer", "values")

    def __init__(self, values: dict[str, object], outer: Scope) -> None:
        self.values = values
        self.outer = outer

    def get(self, name: str, default: object, /) -> object:
        """Return the inner value of `name`, else the outer one."""
        value = self.values.get(name, MISSING)
        return self.outer.get(name, default) if value is MISSING else value


class Run:
    """The budget, clock and reasons of one evaluation."""

    __slots__ = ("depth", "now", "problems", "steps")

    def __init__(self, now: datetime | None = None, problems: list[str] | None = None) -> None:
        self.now = now
        self.problems = problems
        self.steps = MAX_STEPS
        self.depth = 0

    def null(self, reason: str) -> Null:
        """Note why the value is null, and be that null."""
        if self.problems is not None and len(self.problems) < MAX_REASONS:
            self.problems.append(reason)
        return None

    def charge(self, steps: int = 1) -> None:
        """Take `steps` off the budget; raises LimitExceeded when it is used up."""
        self.steps -= steps
        if self.steps < 0:
            raise LimitExceeded(f"the evaluation needs more than {MAX_STEPS} steps")


Holder: TypeAlias = list[Any] | dict[str, Any]
_HOLDERS: Final = frozenset((list, dict))


def check_size(value: Holder) -> None:
    """Raise LimitExceeded where a result has too many items or levels."""
    left = MAX_ITEMS
    level = [value]
    for _ in range(MAX_NESTING):
        deeper: list[Holder] = []
        for holder in level:
            left -= len(holder)
            for item in holder.values() if isinstance(holder, dict) else holder:
                kind = type(item)
                if kind is str:
                    left -= len(item) // 8
                elif kind is dict or kind is list:
                    deeper.append(item)
            if left < 0:
                raise _too_large()
        if not deeper:
            return
        level = deeper
    raise _too_large()


def _too_large() -> LimitExceeded:
    return LimitExceeded(
        f"a result may have {MAX_ITEMS} items and {MAX_NESTING} levels, this one has more"
    )


Closure = Callable[[Scope, Run], object]
"""One compiled expression: gives its FEEL value, null for whatever cannot be computed."""


def run_closure(closure: Closure, scope: Scope, run: Run) -> Value:
    """Run a closure to its value; exceeding a limit makes it null."""
    try:
        value: Any = closure(scope, run)
        if type(value) in _HOLDERS:
            check_size(value)
        return value
    except LimitExceeded as limit:
        return run.null(str(limit))
    except RecursionError:
        return run.null("the evaluation goes too deep")
