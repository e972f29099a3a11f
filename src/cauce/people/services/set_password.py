"""Give somebody a password."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password

from cauce.people.models import Person
from cauce.runtime.errors import Refused
from cauce.runtime.texts import check_names, check_texts


def set_password(*, login: str, password: str) -> None:
    """Let a person log in with this password.

    Raises Refused: PASSWORD_MISSING, UNKNOWN_PERSON, DATA_INVALID.
    """
    check_names(login=login)
    check_texts(password=password)
    if not password:
        raise Refused("PASSWORD_MISSING", "Expected a password, came an empty one.")
    if not Person.objects.filter(login=login).update(password=make_password(password)):
        raise Refused("UNKNOWN_PERSON", f"Expected the login of a person, came «{login}».")
