"""Small DMN models, written in the tests as the part that matters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest

from cauce.dmn import Model, load

NAMESPACES: Final = {
    "1.2": "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "1.3": "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "1.4": "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "1.5": "https://www.omg.org/spec/DMN/20230324/MODEL/",
}


@pytest.fixture(scope="session")
def xml() -> Callable[..., bytes]:
    """Return the function that puts elements into a DMN file."""

    def wrap(body: str, version: str = "1.5", namespace: str = "urn:prueba") -> bytes:
        return (
            f'<definitions xmlns="{NAMESPACES[version]}" name="prueba" namespace="{namespace}">'
            f"{body}</definitions>"
        ).encode()

    return wrap


@pytest.fixture(scope="session")
def model(xml: Callable[..., bytes]) -> Callable[[str], Model]:
    """Return the function that loads a model from its elements."""
    return lambda body: load(xml(body))


@pytest.fixture(scope="session")
def table(xml: Callable[..., bytes]) -> Callable[..., Model]:
    """Return the function that loads a decision `d` made of a table over the number `x`.

    `rules` are pairs of a test and an output; `attributes` stand on the table,
    `clause` inside its output.
    """

    def build(
        rules: list[tuple[str, str]], attributes: str = "", clause: str = "", output: str = ""
    ) -> Model:
        rows = "".join(
            f"<rule><inputEntry><text><![CDATA[{test}]]></text></inputEntry>"
            f"<outputEntry><text>{value}</text></outputEntry></rule>"
            for test, value in rules
        )
        return load(
            xml(
                '<inputData id="x" name="x"><variable name="x" typeRef="number"/></inputData>'
                '<decision id="d" name="d"><variable name="d"/><informationRequirement>'
                '<requiredInput href="#x"/></informationRequirement>'
                f"<decisionTable {attributes}><input><inputExpression><text>x</text>"
                f"</inputExpression></input><output {output}>{clause}</output>{rows}"
                "</decisionTable></decision>"
            )
        )

    return build
