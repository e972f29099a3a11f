"""From definitions to a network: references resolved, types built, logic compiled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cauce.dmn import nodes
from cauce.dmn.compiler import Surroundings, compile_boxed
from cauce.dmn.cycles import cyclic
from cauce.dmn.errors import Problem
from cauce.dmn.network import DecisionNode, InputNode, Key, Network, Requirement, Service
from cauce.dmn.spelling import spellings
from cauce.dmn.types import define_types
from cauce.feel.functions import FeelFunction
from cauce.feel.runtime import Run
from cauce.feel.types import ANY, FunctionType, Type

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cauce.feel.runtime import Closure
    from cauce.feel.values import Value


@dataclass(slots=True)
class _File:
    """One file on its way into the network. `path`: the import names that lead to it."""

    definitions: nodes.Definitions
    around: Surroundings
    aliases: dict[str, str]
    path: str


class Linker:
    """Links a model with its imports into one network."""

    def __init__(self, main: nodes.Definitions, imports: Mapping[str, nodes.Definitions]) -> None:
        self.network = Network()
        self.problems: list[Problem] = []
        self._known = {**imports, main.namespace: main}
        self._files: dict[str, _File] = {}
        self._elements: dict[Key, nodes.Element] = {}
        self._scopes: dict[Key, dict[str, Value]] = {}
        self._open(main, "")
        for file in self._files.values():
            self._link(file)
        for key, scope in self._scopes.items():
            self._fill(key, scope)
        for node in cyclic(self.network):
            element, file = self._elements[node.key], self._files[node.key[0]]
            self._around(element, file).report("CYCLE", "the decision requires itself")

    def _open(self, definitions: nodes.Definitions, path: str) -> _File:
        """Take in a file and, before it, the files it imports, for their types."""
        known = self._files.get(definitions.namespace)
        if known is not None:
            return known
        types: dict[str, Type] = {}
        around = Surroundings(
            names=frozenset(),
            spellings=spellings(definitions),
            types=types,
            problems=self.problems,
            element=definitions.name,
        )
        file = _File(definitions, around, {}, path)
        self._files[definitions.namespace] = file
        for element in definitions.elements:
            self._elements[definitions.namespace, element.element_id] = element
        for each in definitions.imports:
            self._import(each, file)
        define_types(definitions.types, file.around)
        return file

    def _import(self, wanted: nodes.Import, file: _File) -> None:
        definitions = self._known.get(wanted.namespace)
        if definitions is None:
            return  # not a DMN model, or none that is at hand: what refers to it is reported
        path = ".".join(part for part in (file.path, wanted.name) if part)
        imported = self._open(definitions, path)
        file.aliases[wanted.namespace] = wanted.name
        prefix = f"{wanted.name}." if wanted.name else ""
        for name, type_ in imported.around.types.items():
            file.around.types.setdefault(prefix + name, type_)
        own = {wanted.name} if wanted.name and not wanted.name.isidentifier() else set()
        file.around = replace(
            file.around, spellings=file.around.spellings | imported.around.spellings | own
        )

    def _link(self, file: _File) -> None:
        for element in file.definitions.elements:
            key = (file.definitions.namespace, element.element_id)
            match element:
                case nodes.InputData():
                    self.network.nodes[key] = self._input(key, element, file)
                case nodes.Decision():
                    self.network.nodes[key] = self._decision(key, element, file)
                case nodes.KnowledgeModel():
                    self._knowledge(key, element, file)
                case nodes.DecisionService():
                    self._service(key, element, file)

    def _input(self, key: Key, element: nodes.InputData, file: _File) -> InputNode:
        around = self._around(element, file)
        return InputNode(
            key=key,
            name=element.name,
            names=_names(element, file),
            type=around.type(element.type_ref),
            type_ref=element.type_ref or "",
        )

    def _decision(self, key: Key, element: nodes.Decision, file: _File) -> DecisionNode:
        around = self._around(element, file)
        requirements = self._requirements(element.required, around, file)
        around = around.with_names(*(each.alias or each.name for each in requirements))
        return DecisionNode(
            key=key,
            name=element.name,
            names=_names(element, file),
            type=around.type(element.type_ref),
            type_ref=element.type_ref or "",
            requirements=requirements,
            logic=self._logic(element.logic, around),
        )

    def _logic(self, logic: nodes.Boxed | None, around: Surroundings) -> Closure:
        if logic is None:
            around.report("NO_LOGIC", "the decision has no logic")
            return lambda _scope, run: run.null("the decision has no logic")
        return compile_boxed(logic, around)

    def _knowledge(self, key: Key, element: nodes.KnowledgeModel, file: _File) -> None:
        around = self._around(element, file)
        if element.logic is None:
            around.report("NO_LOGIC", "the knowledge model has no logic")
            return
        requirements = self._requirements(element.required, around, file)
        names = (each.alias or each.name for each in requirements)
        around = around.with_names(element.name, *names)
        logic = element.logic
        declared = around.type(element.type_ref)
        if logic.type_ref is None and not isinstance(declared, FunctionType):
            logic = replace(
                logic, type_ref=element.type_ref
            )  # files of older tools type the result
        scope: dict[str, Value] = {}
        function = compile_boxed(logic, around)(scope, Run())
        if isinstance(function, FeelFunction):
            self.network.functions[key] = function.renamed(element.name)
            self._scopes[key] = scope

    def _service(self, key: Key, element: nodes.DecisionService, file: _File) -> None:
        around = self._around(element, file)
        inputs = self._requirements(element.input_data + element.input_decisions, around, file)
        outputs = self._requirements(element.outputs, around, file)
        declared = around.type(element.type_ref)
        self.network.functions[key] = Service(
            name=element.name,
            parameters=tuple(each.name for each in inputs),
            inputs=tuple(each.key for each in inputs),
            outputs=tuple((each.name, each.key) for each in outputs),
            type=ANY if isinstance(declared, FunctionType) else declared,
            type_ref=element.type_ref or "",
            network=self.network,
        )

    def _fill(self, key: Key, scope: dict[str, Value]) -> None:
        """Put the functions that a knowledge model requires, and itself, into its scope."""
        element, file = self._elements[key], self._files[key[0]]
        assert isinstance(element, nodes.KnowledgeModel)  # only they have such a scope
        scope[element.name] = self.network.functions[key]
        for each in self._requirements(element.required, None, file):
            function = self.network.functions.get(each.key)
            target = scope
            if each.alias is not None:
                inner = scope.setdefault(each.alias, {})
                target = inner if isinstance(inner, dict) else {}
            target[each.name] = function

    def _around(self, element: nodes.Element, file: _File) -> Surroundings:
        return replace(file.around, element=element.name, element_id=element.element_id)

    def _requirements(
        self, references: tuple[str, ...], around: Surroundings | None, file: _File
    ) -> tuple[Requirement, ...]:
        found: list[Requirement] = []
        for reference in references:
            namespace, _, element_id = reference.rpartition("#")
            key = (namespace or file.definitions.namespace, element_id)
            element = self._elements.get(key)
            if element is None:
                if around is not None:
                    around.report("UNKNOWN_ELEMENT", f"there is no element {reference!r}")
                continue
            alias = file.aliases.get(key[0]) if key[0] != file.definitions.namespace else None
            found.append(Requirement(key=key, name=element.name, alias=alias or None))
        return tuple(found)


def _names(element: nodes.Element, file: _File) -> tuple[str, ...]:
    full = f"{file.path}.{element.name}"
    return (element.name, full) if file.path else (element.name,)
