"""Which types lie within others (DMN 1.5, 10.3.2.9.2)."""

from __future__ import annotations

from cauce.feel.types import (
    AllowedType,
    AnyType,
    ContextType,
    FunctionType,
    ListType,
    RangeType,
    SimpleType,
    Type,
    UnionType,
)

_NULL = SimpleType("null")


def conforms(narrow: Type, wide: Type) -> bool:
    """Tell whether every value of `narrow` belongs to `wide`.

    Allowed values do not count. A function's parameters are compared the other
    way round: one that takes more serves where one that takes less is expected.
    """
    while isinstance(narrow, AllowedType):
        narrow = narrow.base
    while isinstance(wide, AllowedType):
        wide = wide.base
    if isinstance(wide, AnyType) or narrow in (wide, _NULL):
        return True
    match narrow, wide:
        case (ListType(inner), ListType(outer)) | (RangeType(inner), RangeType(outer)):
            return conforms(inner, outer)
        case SimpleType(kind), UnionType(kinds):
            return kind in kinds
        case ContextType(), ContextType():
            return _context_conforms(narrow, wide)
        case FunctionType(), FunctionType():
            return function_conforms(narrow.parameters, narrow.result, wide)
        case _:
            return False


def function_conforms(
    parameters: tuple[Type, ...] | None, result: Type | None, wide: FunctionType
) -> bool:
    """Tell whether a function of these types serves as one of type `wide`; None is unknown."""
    if wide.parameters is not None and parameters is not None:
        if len(parameters) != len(wide.parameters):
            return False
        if not all(map(conforms, wide.parameters, parameters)):
            return False
    return wide.result is None or result is None or conforms(result, wide.result)


def _context_conforms(narrow: ContextType, wide: ContextType) -> bool:
    own = dict(narrow.fields)
    return all(name in own and conforms(own[name], type_) for name, type_ in wide.fields)
