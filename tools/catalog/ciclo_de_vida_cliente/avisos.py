"""The warnings of a deadline: two timers on a task, and the ends that tell of them."""

from tools.catalog.clients import CLIENT, mapping
from tools.draw import GREY, Flow, Node, boundary, chain, ext, message, timer
from tools.draw.model import Cell


def warnings(host: str) -> tuple[Node, ...]:
    """The two timers of a deadline on `host`, each with its end: due soon, and overdue."""
    return tuple(
        boundary(
            f"{host}_{event}",
            name,
            host,
            timer(duration=duration),
            interrupting=False,
            attrs={"cauce:workingTime": "true"},
        )
        for event, name, duration in (
            ("por_vencer", "75 %", "=plazo * 0.75"),
            ("vencida", "100 %", "=plazo"),
        )
    )


def warned(host: str, at: tuple[Cell, Cell]) -> tuple[Node, ...]:
    """The ends of `warnings(host)`: the owner is warned, then the supervisor is told."""
    return tuple(
        Node(
            id=f"aviso_{host}_{event}",
            kind="endEvent",
            name=name,
            at=cell,
            trigger=message(""),
            ext=(
                ext("zeebe:taskDefinition", type=f"avisos.{event}"),
                mapping({**CLIENT, "elemento": host}),
            ),
            color=GREY,
        )
        for (event, name), cell in zip(
            (("por_vencer", "Por vencer"), ("vencida", "Vencida")), at, strict=True
        )
    )


def warning_flows(host: str) -> tuple[Flow, ...]:
    """From each timer of `warnings(host)` to its end."""
    return tuple(
        flow
        for event in ("por_vencer", "vencida")
        for flow in chain(f"{host}_{event}", f"aviso_{host}_{event}")
    )
