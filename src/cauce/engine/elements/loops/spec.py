"""What a loop or multi-instance says, and the way into its behaviour (see `body.py`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from cauce.engine.elements.loops import body, multi
from cauce.engine.source import Dynamic, Source
from cauce.feel import Expression

if TYPE_CHECKING:
    from cauce.engine.graph import Node
    from cauce.engine.run import Run


@dataclass(frozen=True, kw_only=True, slots=True)
class Loop:
    """The loop characteristics of an activity."""

    kind: Literal["standard", "sequential", "parallel"]
    condition: Expression | None = None
    """Of a standard loop."""
    test_before: bool = False
    maximum: Dynamic | None = None
    cardinality: Expression | None = None
    """Of a multi-instance: how many; else one for each item of the collection."""
    collection: Expression | str | None = None
    """An expression, or the name of a variable."""
    element: str | None = None
    output_collection: str | None = None
    output_element: Expression | str | None = None
    completion: Expression | None = None

    def enter(self, run: Run, node: Node, scope: int) -> None:
        """Begin the loop in a scope."""
        body.enter(run, node, scope)

    def resume(self, run: Run, key: int, node: Node, *, leaving: bool) -> None:
        """Go on with, or leave, the loop's body after an incident."""
        work = body.leave if leaving else body.resume
        run.attempt(work, key, node)

    def given(self, run: Run, key: int) -> dict[str, Any]:
        """Give the variables that the loop gives its inner instance `key`."""
        return body.given(self, run, key)

    def inner_completed(self, run: Run, key: int, node: Node) -> None:
        """Take note that an inner instance's work is done. Raises IncidentError."""
        body.inner_completed(run, key, node)


def parse(source: Source) -> Loop | None:
    """Read an activity's loop characteristics, where it has any."""
    standard = source.child("standardLoopCharacteristics")
    if standard is not None:
        return _standard(source, standard)
    found = source.child("multiInstanceLoopCharacteristics")
    return None if found is None else multi.parse(source, found, Loop)


def _standard(source: Source, loop: Source) -> Loop:
    condition = loop.child("loopCondition")
    maximum = loop.attribute("loopMaximum")
    if condition is None and maximum is None:
        source.problem(
            "LOOP_WITHOUT_END", "A standard loop needs a loopCondition or a loopMaximum."
        )
    if maximum is not None and not maximum.startswith("=") and not maximum.isdigit():
        source.problem(
            "LOOP_MAXIMUM", f"loopMaximum should be a whole number of zero or more, not {maximum}."
        )
    return Loop(
        kind="standard",
        condition=None if condition is None else loop.expression(condition.text, "loopCondition"),
        test_before=loop.flag("testBefore"),
        maximum=None if maximum is None else loop.dynamic(maximum, "loopMaximum"),
    )
