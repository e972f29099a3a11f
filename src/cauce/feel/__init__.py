"""FEEL, the expression language of DMN 1.5: text in, value out.

Expressions are compiled once to Python closures and evaluated over a scope of
FEEL values. Evaluation is pure: it reads no clock, does no I/O and never raises;
what cannot be computed is null, and the reason is told to whoever asks.
"""

from cauce.feel.api import (
    Expression,
    UnaryTests,
    compile_expression,
    compile_unary_tests,
    evaluate,
)
from cauce.feel.errors import FeelError
from cauce.feel.normalize import normalize
from cauce.feel.runtime import Scope
from cauce.feel.temporal.types import (
    FeelDate,
    FeelDateTime,
    FeelDuration,
    FeelTime,
    YearsMonthsDuration,
)
from cauce.feel.text import to_string
from cauce.feel.values import Function, Range, Value
from cauce.feel.wire import AS_IS, from_extension, plain, to_wire

__all__ = [
    "AS_IS",
    "Expression",
    "FeelDate",
    "FeelDateTime",
    "FeelDuration",
    "FeelError",
    "FeelTime",
    "Function",
    "Range",
    "Scope",
    "UnaryTests",
    "Value",
    "YearsMonthsDuration",
    "compile_expression",
    "compile_unary_tests",
    "evaluate",
    "from_extension",
    "normalize",
    "plain",
    "to_string",
    "to_wire",
]
