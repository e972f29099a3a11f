"""What every kind of input is made of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from cauce.feel import normalize
from cauce.forms.messages import message

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from cauce.feel import Scope
    from cauce.forms.fields import Amount, Field


class Invalid(Exception):
    """An answer is not taken; `key` and `values` make its message."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def text(self, language: str) -> str:
        """The message in a language."""
        return message(self.key, language, self.values)


@dataclass(frozen=True, kw_only=True, slots=True)
class Surroundings:
    """What a check may look at beside the value: the names in scope and the time, if known."""

    scope: Scope
    now: datetime | None = None

    def amount(self, limit: Amount) -> Decimal | None:
        """A limit as a number; raises Invalid where its expression gives none."""
        if limit is None or isinstance(limit, Decimal):
            return limit
        value = limit.evaluate(self.scope, now=self.now)
        if value is None or isinstance(value, Decimal):
            return value
        raise Invalid("limit_unknown")


def _accept(field: Field, value: object, around: Surroundings) -> object:
    del field, around
    return value


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """How a kind of input reads an answer (`convert`), checks it, and asks for it when missing.

    Both functions give the value and raise Invalid. `convert` needs nothing but the answer;
    `check` may depend on other fields and gives the value that is kept.
    """

    missing: Callable[[Field], str]
    convert: Callable[[Field, object], object]
    check: Callable[[Field, object, Surroundings], object] = _accept


def as_feel(value: object, key: str) -> object:
    """A Python value as FEEL's; raises Invalid with the message of `key` where it has none."""
    try:
        return normalize(value)
    except TypeError as error:
        raise Invalid(key) from error


def is_blank(value: object) -> bool:
    """Whether a value is no answer: null, empty or only spaces, an empty list."""
    return value is None or value == [] or (isinstance(value, str) and not value.strip())
