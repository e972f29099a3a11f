"""Decision tables (DMN 1.5, chapter 8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cauce.dmn.compiler.hit_policy import (
    AGGREGATIONS,
    RANKED,
    SINGLE,
    Results,
    aggregate,
    choose,
    rank,
)
from cauce.feel.runtime import Local

if TYPE_CHECKING:
    from cauce.dmn import nodes
    from cauce.dmn.compiler.expressions import Compile
    from cauce.dmn.compiler.surroundings import Surroundings
    from cauce.feel.runtime import Closure, Run, Scope
    from cauce.feel.values import Value

_POLICIES: Final = SINGLE | {"COLLECT", "RULE ORDER", "OUTPUT ORDER"}


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    value: Closure
    allowed: Closure | None


@dataclass(frozen=True, slots=True)
class _Output:
    name: str
    ranked: tuple[Closure, ...]
    default: Closure | None


@dataclass(frozen=True, slots=True)
class _Row:
    tests: tuple[Closure, ...]
    outputs: tuple[Closure, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    columns: tuple[_Column, ...]
    outputs: tuple[_Output, ...]
    rows: tuple[_Row, ...]
    policy: str
    aggregation: str | None

    def evaluate(self, scope: Scope, run: Run) -> Value:
        subjects = self._subjects(scope, run)
        if subjects is None:
            return None
        results = self._match(subjects, scope, run)
        if not results and self._has_default:
            return self._default(scope, run)
        if self.policy in RANKED:
            results = rank(results, lambda index, value: self._place(index, value, scope, run))
        if self.policy in SINGLE:
            if not results:
                return run.null("no rule of the table matches")
            chosen = choose(self.policy, results, run)
            return None if chosen is None else self._shape(chosen)
        return self._collect(results, run)

    def _subjects(self, scope: Scope, run: Run) -> list[Scope] | None:
        """Return one scope per column, in which its value is `?`."""
        subjects: list[Scope] = []
        for column in self.columns:
            subject = Local({"?": column.value(scope, run)}, scope)
            if column.allowed is not None and column.allowed(subject, run) is not True:
                return run.null(f"the value of {column.name!r} is not one the table allows")
            subjects.append(subject)
        return subjects

    def _match(self, subjects: list[Scope], scope: Scope, run: Run) -> Results:
        results: Results = []
        for row in self.rows:
            run.charge()
            for test, subject in zip(row.tests, subjects, strict=False):
                if test(subject, run) is not True:
                    break
            else:
                results.append(tuple(output(scope, run) for output in row.outputs))
                if self.policy == "FIRST":
                    break
        return results

    @property
    def _has_default(self) -> bool:
        return any(output.default is not None for output in self.outputs)

    def _default(self, scope: Scope, run: Run) -> Value:
        return self._shape(
            tuple(
                None if output.default is None else output.default(scope, run)
                for output in self.outputs
            )
        )

    def _shape(self, outputs: tuple[Value, ...]) -> Value:
        if len(self.outputs) == 1:
            return outputs[0]
        return {output.name: value for output, value in zip(self.outputs, outputs, strict=False)}

    def _collect(self, results: Results, run: Run) -> Value:
        if self.aggregation is None:
            return [self._shape(outputs) for outputs in results]
        if len(self.outputs) == 1:
            return aggregate(self.aggregation, [outputs[0] for outputs in results], run)
        return {
            output.name: aggregate(self.aggregation, [outputs[i] for outputs in results], run)
            for i, output in enumerate(self.outputs)
        }

    def _place(self, index: int, value: Value, scope: Scope, run: Run) -> int:
        inner = Local({"?": value}, scope)
        ranked = self.outputs[index].ranked
        for place, test in enumerate(ranked):
            if test(inner, run) is True:
                return place
        return len(ranked)


def decision_table(
    boxed: nodes.DecisionTable, around: Surroundings, _compile_boxed: Compile
) -> Closure:
    """Compile a decision table."""
    if boxed.hit_policy not in _POLICIES:
        around.report("UNSUPPORTED", f"there is no hit policy {boxed.hit_policy}", boxed)
    if boxed.aggregation and boxed.aggregation not in (*AGGREGATIONS, "COUNT"):
        around.report("UNSUPPORTED", f"there is no aggregation {boxed.aggregation}", boxed)
    outputs = boxed.outputs
    for rule in boxed.rules:
        if len(rule.tests) != len(boxed.inputs) or len(rule.outputs) != len(outputs):
            around.report("SYNTAX", "a rule has more or fewer cells than the table", boxed)
    table = _Table(
        columns=tuple(_column(clause, around) for clause in boxed.inputs),
        outputs=tuple(_output(clause, around) for clause in outputs),
        rows=tuple(_row(rule, outputs, around) for rule in boxed.rules),
        policy=boxed.hit_policy,
        aggregation=boxed.aggregation if boxed.hit_policy == "COLLECT" else None,
    )
    return table.evaluate


def _column(clause: nodes.InputClause, around: Surroundings) -> _Column:
    expression = clause.expression
    closure = around.expression(expression.text, expression)
    return _Column(
        expression.text,
        around.typed(closure, expression.type_ref, expression),
        around.tests(clause.allowed, expression) if clause.allowed else None,
    )


def _output(clause: nodes.OutputClause, around: Surroundings) -> _Output:
    default = None
    if clause.default is not None and clause.default.text:
        closure = around.expression(clause.default.text, clause.default)
        default = around.typed(closure, clause.type_ref, clause.default)
    allowed = clause.allowed or around.allowed.get(clause.type_ref or "")
    return _Output(clause.name or "", around.values(allowed) if allowed else (), default)


def _row(rule: nodes.Rule, outputs: tuple[nodes.OutputClause, ...], around: Surroundings) -> _Row:
    return _Row(
        tuple(around.tests(test.text, test) for test in rule.tests),
        tuple(
            around.typed(_entry(entry, around), clause.type_ref, entry)
            for clause, entry in zip(outputs, rule.outputs, strict=False)
        ),
    )


def _entry(entry: nodes.Literal, around: Surroundings) -> Closure:
    if not entry.text or entry.text == "-":
        return lambda _scope, _run: None
    return around.expression(entry.text, entry)
