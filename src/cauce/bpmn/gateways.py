"""The direction that a gateway declares, against its flows (BPMN 2.0.2, 10.6.1)."""

from __future__ import annotations

from cauce.bpmn.reader import XmlSource

DIRECTIONS = ("Unspecified", "Converging", "Diverging", "Mixed")


def check_direction(source: XmlSource, incoming: int, outgoing: int) -> None:
    """Refuse a gateway whose flows contradict its gatewayDirection."""
    direction = source.attribute("gatewayDirection")
    if direction is None:
        return
    if direction not in DIRECTIONS:
        source.problem(
            "INVALID_VALUE",
            f"expected gatewayDirection to be one of {', '.join(DIRECTIONS)}, came {direction}",
        )
    wrong = {
        "Converging": "outgoing" if outgoing > 1 else "",
        "Diverging": "incoming" if incoming > 1 else "",
        "Mixed": "several" if incoming < 2 or outgoing < 2 else "",
    }.get(direction)
    if wrong == "several":
        source.problem(
            "GATEWAY_DIRECTION",
            f"expected several incoming and several outgoing flows of a Mixed gateway, came "
            f"{incoming} and {outgoing}; correct gatewayDirection or the flows",
        )
    elif wrong:
        source.problem(
            "GATEWAY_DIRECTION",
            f"expected at most one {wrong} flow of a {direction} gateway, came "
            f"{incoming if wrong == 'incoming' else outgoing}"
            "; correct gatewayDirection or the flows",
        )
