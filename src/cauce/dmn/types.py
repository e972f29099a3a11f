"""Item definitions as FEEL types (DMN 1.5, 7.3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cauce.feel.runtime import Local, Run
from cauce.feel.types import (
    AllowedType,
    ContextType,
    FunctionType,
    ListType,
    Type,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cauce.dmn.compiler import Surroundings
    from cauce.dmn.nodes import ItemDefinition
    from cauce.feel.runtime import Closure
    from cauce.feel.values import Value


@dataclass(frozen=True, slots=True)
class NamedType(Type):
    """A type that its own definition mentions, looked up when a value is checked."""

    name: str
    types: Mapping[str, Type]

    def holds(self, value: Value, run: Run) -> bool:
        """Hold what the type of that name holds."""
        run.charge()
        return self.types[self.name].holds(value, run)


def define_types(definitions: tuple[ItemDefinition, ...], surroundings: Surroundings) -> None:
    """Add the types of the item definitions to those of the surroundings."""
    builder = _TypeBuilder({item.name: item for item in definitions}, surroundings)
    for item in definitions:
        builder.named(item.name)
        if item.allowed:
            surroundings.allowed[item.name] = item.allowed


class _TypeBuilder:
    def __init__(self, definitions: dict[str, ItemDefinition], surroundings: Surroundings) -> None:
        self._definitions = definitions
        self._surroundings = surroundings
        self._open: set[str] = set()

    def named(self, name: str) -> Type:
        """Return the type of a name; one whose definition is being read comes as a reference."""
        types = self._surroundings.types
        if name in self._open:
            return NamedType(name, types)
        if name not in types:
            self._open.add(name)
            types[name] = self.build(self._definitions[name])
            self._open.discard(name)
        return types[name]

    def build(self, item: ItemDefinition) -> Type:
        """Return the type of one definition: its base, narrowed, as a list, narrowed again."""
        found = self._narrowed(self._base(item), item.allowed)
        if item.is_collection:
            found = ListType(found)
        return self._narrowed(found, item.constraint)

    def _base(self, item: ItemDefinition) -> Type:
        if item.components:
            return ContextType(tuple((each.name, self.build(each)) for each in item.components))
        if item.function is not None:
            parameters, result = item.function
            types = tuple(self._surroundings.type(each.type_ref) for each in parameters)
            return FunctionType(types, self._surroundings.type(result))
        if item.type_ref in self._definitions:
            return self.named(item.type_ref)
        return self._surroundings.type(item.type_ref)

    def _narrowed(self, base: Type, tests: str | None) -> Type:
        if not tests:
            return base
        return AllowedType(base, _Tests(self._surroundings.unchecked().tests(tests)))


@dataclass(frozen=True, slots=True)
class _Tests:
    closure: Closure

    def __call__(self, value: Value, run: Run) -> bool:
        return self.closure(Local({"?": value}, {}), run) is True
