"""What an answer to a task tells of it: a no, what was ticked, and the reason given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cauce.forms import Field, Form
from cauce.forms.scopes import at_path


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """`declined` tells of a no to a decision, `ticked` gives labels, `reason` what was written."""

    declined: bool = False
    ticked: tuple[str, ...] = ()
    reason: str = ""


def answered(form: Form, data: Mapping[str, object]) -> Answered:
    """Tell what the data of a form says."""
    ticked, declined = [], False
    for field in form.fields:
        value = at_path(data, field.path)
        # What stands at yes to begin with asks for a decision: the other answer is the no.
        if field.default is True and field.kind in {"checkbox", "radio"}:
            declined = declined or value is False
        elif field.kind == "checkbox" and value is True:
            ticked.append(field.label.render({}))
    if not declined and not ticked:
        return Answered()
    # A text that an answer brings up gives its reason; else a no has the first that is long.
    asked = [field for field in form.fields if field.kind in {"textarea", "textfield"}]
    texts = [field for field in asked if field.hidden_when]
    if declined:
        texts += [field for field in asked if field.kind == "textarea" and not field.hidden_when]
    return Answered(declined=declined, ticked=tuple(ticked), reason=_first(texts, data))


def _first(texts: Iterable[Field], data: Mapping[str, object]) -> str:
    found = (at_path(data, field.path) for field in texts)
    return next((text for text in found if isinstance(text, str) and text), "")
