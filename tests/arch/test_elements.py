"""One element, one file, one line in the table; each file opens with its transitions."""

import importlib
import pkgutil
import re
from types import ModuleType

from cauce.engine import elements
from cauce.engine.elements.table import ELEMENTS
from cauce.engine.elements.triggers.base import Trigger
from cauce.engine.elements.triggers.table import TRIGGERS
from cauce.engine.graph import Element

TABLES = {"cauce.engine.elements.table", "cauce.engine.elements.triggers.table"}


def modules() -> list[ModuleType]:
    """Every module of the elements, but for the tables."""
    found = pkgutil.walk_packages(elements.__path__, elements.__name__ + ".")
    return [importlib.import_module(each.name) for each in found if each.name not in TABLES]


def constants(kind: type) -> dict[int, ModuleType]:
    """The module in which each constant of a kind is made, by the constant's identity."""
    return {
        id(value): module
        for module in modules()
        for name, value in vars(module).items()
        if isinstance(value, kind) and name.isupper()
    }


def opens_with_table(module: ModuleType) -> bool:
    """True for a table in the docstring, or the name of a file beside it that has one."""
    text = module.__doc__ or ""
    beside = re.search(r"see `(\w+)\.py` for the table", text)
    if beside:
        return opens_with_table(importlib.import_module(f"{module.__package__}.{beside[1]}"))
    return "\n|---|" in text


def test_the_table_lists_every_element_there_is() -> None:
    assert set(constants(Element)) == {id(element) for element in ELEMENTS.values()}
    assert {tag: element.kind for tag, element in ELEMENTS.items()} == {
        tag: tag for tag in ELEMENTS
    }


def test_the_table_lists_every_trigger_there_is() -> None:
    listed = {id(trigger) for trigger in TRIGGERS.values()}
    others = [module.__name__ for key, module in constants(Trigger).items() if key not in listed]
    assert others == ["cauce.engine.elements.triggers.none"]


def test_each_file_opens_with_its_table_of_transitions() -> None:
    files = {**constants(Element), **constants(Trigger)}
    listed = [files[id(each)] for each in (*ELEMENTS.values(), *TRIGGERS.values())]
    assert [module.__name__ for module in listed if not opens_with_table(module)] == []
