"""A DMN model as plain data: what the file says, nothing resolved (DMN 1.5, chapters 6 to 10)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Boxed:
    """A boxed expression. `type_ref` is the type its value is to have."""

    type_ref: str | None = None
    element_id: str | None = None
    line: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Literal(Boxed):
    """FEEL text. `language`: the expression language named, if any."""

    text: str
    language: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class InputClause:
    """A column of conditions. `allowed`: the tests its values must pass."""

    expression: Literal
    allowed: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class OutputClause:
    """A column of results. `allowed` lists its values, the most important first."""

    name: str | None = None
    type_ref: str | None = None
    allowed: str | None = None
    default: Literal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A row: one test per input, one expression per output."""

    tests: tuple[Literal, ...]
    outputs: tuple[Literal, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class DecisionTable(Boxed):
    """A decision table."""

    inputs: tuple[InputClause, ...]
    outputs: tuple[OutputClause, ...]
    rules: tuple[Rule, ...]
    hit_policy: str = "UNIQUE"
    aggregation: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Variable:
    """A name with the type its values are to have."""

    name: str
    type_ref: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ContextEntry:
    """An entry of a boxed context; without `variable` it is the context's result."""

    variable: Variable | None
    expression: Boxed


@dataclass(frozen=True, kw_only=True, slots=True)
class Context(Boxed):
    """A boxed context."""

    entries: tuple[ContextEntry, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Invocation(Boxed):
    """A call of the function `called` gives, its arguments by parameter name."""

    called: Boxed
    bindings: tuple[tuple[Variable, Boxed], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FunctionDefinition(Boxed):
    """A function. `kind` is FEEL, Java or PMML; only FEEL runs."""

    parameters: tuple[Variable, ...]
    body: Boxed | None
    kind: str = "FEEL"


@dataclass(frozen=True, kw_only=True, slots=True)
class Relation(Boxed):
    """A table of expressions: a list of contexts."""

    columns: tuple[Variable, ...]
    rows: tuple[tuple[Boxed, ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ListExpression(Boxed):
    """A list of expressions."""

    items: tuple[Boxed, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Conditional(Boxed):
    """`if`, boxed."""

    condition: Boxed
    yes: Boxed
    no: Boxed


@dataclass(frozen=True, kw_only=True, slots=True)
class Filter(Boxed):
    """A filter, boxed."""

    source: Boxed
    match: Boxed


@dataclass(frozen=True, kw_only=True, slots=True)
class Iteration(Boxed):
    """`for`, `some` or `every`, boxed; `kind` says which."""

    kind: str
    variable: str
    source: Boxed
    body: Boxed


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemDefinition:
    """A type. `allowed` tests one value, `constraint` the whole (DMN 1.5, 7.3.2)."""

    name: str
    type_ref: str | None = None
    is_collection: bool = False
    allowed: str | None = None
    constraint: str | None = None
    components: tuple[ItemDefinition, ...] = ()
    function: tuple[tuple[Variable, ...], str | None] | None = None
    element_id: str | None = None
    line: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Element:
    """Anything a requirement can point to."""

    element_id: str
    name: str
    type_ref: str | None = None
    line: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class InputData(Element):
    """A value from outside."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision(Element):
    """A decision: the references of what it requires, and its logic."""

    required: tuple[str, ...]
    logic: Boxed | None


@dataclass(frozen=True, kw_only=True, slots=True)
class KnowledgeModel(Element):
    """A business knowledge model: a function that decisions share."""

    required: tuple[str, ...]
    logic: FunctionDefinition | None


@dataclass(frozen=True, kw_only=True, slots=True)
class DecisionService(Element):
    """Decisions offered as one function; each field holds references."""

    outputs: tuple[str, ...]
    encapsulated: tuple[str, ...]
    input_decisions: tuple[str, ...]
    input_data: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Import:
    """The name under which another model's elements are known here."""

    name: str
    namespace: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Definitions:
    """One DMN file."""

    namespace: str
    name: str
    imports: tuple[Import, ...]
    types: tuple[ItemDefinition, ...]
    elements: tuple[Element, ...]
