"""What every template is given."""

from __future__ import annotations

from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, object]:
    """Give the language and theme, and who is logged in."""
    person = getattr(request, "user", None)
    known = person is not None and person.is_authenticated
    return {
        "language": getattr(request, "LANGUAGE_CODE", "es"),
        "theme": getattr(request, "theme", ""),
        "me": str(person) if known else "",
        "my_login": person.get_username() if known and person is not None else "",
    }
