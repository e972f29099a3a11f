"""A form as a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cauce.forms.checking import validate_answer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from cauce.forms.fields import Field
    from cauce.forms.result import FormResult


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """A form: its components in order, those of groups among the others."""

    id: str
    fields: tuple[Field, ...]

    def validate(
        self,
        data: Mapping[str, object],
        context: Mapping[str, object],
        *,
        language: str = "es",
        now: datetime | None = None,
    ) -> FormResult:
        """Check an answer against the variables that the task sees.

        `data` is what a person sent, nested by the fields' paths; `context` are FEEL values.
        `language` ("es" or "en") is that of the errors. `now` (aware) is what `now()` and
        `today()` give, and what past dates are told by; without it they are not refused.

        A field left out takes its default; without one it keeps what the variable holds. A
        hidden field is neither required nor kept. What the form does not have, or does not let
        a person change, is an error of its own.
        """
        return validate_answer(self.fields, data, context, language=language, now=now)
