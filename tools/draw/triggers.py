"""Event definitions by their BPMN names."""

from tools.draw.model import Attrs, Ext, Trigger

FORMAL = {"xsi:type": "bpmn:tFormalExpression"}


def message(name: str, *ext: Ext, attrs: Attrs | None = None) -> Trigger:
    """A message, by name; `attrs` go to the event definition (`cauce:condition` …)."""
    return Trigger(kind="message", ref=name, ext=ext, attrs=attrs or {})


def signal(name: str, *ext: Ext, attrs: Attrs | None = None) -> Trigger:
    """A signal, by name."""
    return Trigger(kind="signal", ref=name, ext=ext, attrs=attrs or {})


def error(code: str = "") -> Trigger:
    """An error by code; without code (boundary, event sub-process) any error."""
    return Trigger(kind="error", ref=code)


def escalation(code: str = "") -> Trigger:
    """An escalation by code; without code any escalation."""
    return Trigger(kind="escalation", ref=code)


def terminate() -> Trigger:
    """Terminate, for end events."""
    return Trigger(kind="terminate")


def link(name: str) -> Trigger:
    """A link; source and target share the name."""
    return Trigger(kind="link", name=name)


def condition(expression: str) -> Trigger:
    """A conditional event on a FEEL expression."""
    return Trigger(
        kind="conditional", body=(Ext(tag="bpmn:condition", attrs=FORMAL, text=expression),)
    )


def timer(*, duration: str = "", date: str = "", cycle: str = "") -> Trigger:
    """A timer; give exactly one of the three (ISO 8601, or FEEL with a leading `=`).

    Raises ValueError when none or several are given.
    """
    given = [
        (tag, text)
        for tag, text in (("Duration", duration), ("Date", date), ("Cycle", cycle))
        if text
    ]
    if len(given) != 1:
        raise ValueError(
            f"Expected exactly one of duration, date, cycle but got {len(given)}; give one."
        )
    tag, text = given[0]
    return Trigger(kind="timer", body=(Ext(tag=f"bpmn:time{tag}", attrs=FORMAL, text=text),))
