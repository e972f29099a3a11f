"""Who stands at the door: the person, the organisation they work in, their language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cauce.people.models import Membership

P = ParamSpec("P")


@dataclass(frozen=True, kw_only=True, slots=True)
class Door:
    """A person who has come in. `organisation` is its key."""

    login: str
    organisation: str
    language: str


def for_members(
    view: Callable[Concatenate[HttpRequest, Door, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let only people in who have logged in and work in an organisation."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        memberships = Membership.objects.filter(person__login=request.user.get_username()).order_by(
            "pk"
        )
        organisation = memberships.values_list("organisation__key", flat=True).first()
        if organisation is None:
            return render(request, "web/nobody.html", status=403)
        door = Door(
            login=request.user.get_username(),
            organisation=organisation,
            language=str(request.LANGUAGE_CODE),
        )
        return view(request, door, *args, **kwargs)

    return guarded
