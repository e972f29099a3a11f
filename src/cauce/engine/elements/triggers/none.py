"""No trigger: a start without a cause, a milestone on the way, a plain end (BPMN 10.5.1)."""

from __future__ import annotations

from cauce.engine.elements.triggers.base import Trigger, parse_nothing

NONE = Trigger(kind="none", positions=frozenset({"start", "throw", "end"}), parse=parse_nothing)
