"""Who stands at the door: the person, the organisation they work in, their language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlsplit, urlunsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from cauce.people.models import Membership
from cauce.runtime.scope import across
from cauce.web.pages import is_partial

P = ParamSpec("P")

UNAUTHORIZED = 401


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

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return _to_the_login(request)
        organisation = _works_in(request.user.get_username())
        if organisation is None:
            return render(request, "web/nobody.html", status=403)
        door = Door(
            login=request.user.get_username(),
            organisation=organisation,
            language=str(request.LANGUAGE_CODE),
        )
        return view(request, door, *args, **kwargs)

    return guarded


def _works_in(login: str) -> str | None:
    """Give the organisation that somebody works in, the first of several: who looks is in none."""
    memberships = Membership.objects.filter(person__login=login).order_by("pk")
    with across():
        return memberships.values_list("organisation__key", flat=True).first()


def sent_only(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let only what was sent in; who asks for the address is led to the page that it is sent from.

    A browser without script shows such an address after a refusal, and asks for it after a login.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method == "POST":
            return view(request, *args, **kwargs)
        page = request.path.rpartition("/")[0]
        query = request.META.get("QUERY_STRING", "")
        return HttpResponseRedirect(f"{page}?{query}" if query else page)

    return guarded


def _to_the_login(request: HttpRequest) -> HttpResponse:
    """Lead to the login and back: a part's place is no place for it, so the whole page goes."""
    if not is_partial(request):
        return redirect_to_login(request.get_full_path())
    shown = urlsplit(request.headers.get("HX-Current-URL", ""))
    back = urlunsplit(("", "", shown.path or "/bandeja", shown.query, ""))
    response = HttpResponse(status=UNAUTHORIZED)
    response["HX-Redirect"] = redirect_to_login(back).url
    return response
