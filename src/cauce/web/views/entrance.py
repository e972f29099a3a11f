"""Coming in, going out, and how pages look."""

from __future__ import annotations

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from cauce.people import selectors as people
from cauce.runtime.selectors.titles import titles
from cauce.web import attempts
from cauce.web.preferences import LANGUAGE_COOKIE, LANGUAGES, THEME_COOKIE, THEMES, YEAR
from cauce.web.titles import with_roles
from cauce.web.words import say

DEMO = "demo"
"""The organisation whose people are listed at the door."""


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Ask who comes; let in who gives the right password."""
    following = _safe(request, request.POST.get("siguiente") or request.GET.get("next", ""))
    if request.method == "GET":
        if request.user.is_authenticated:
            return HttpResponseRedirect(following)
        return _door(request, following)
    name, language = request.POST.get("usuario", "").strip(), str(request.LANGUAGE_CODE)
    address = request.META.get("REMOTE_ADDR", "")
    if attempts.too_many(name, address):
        problem = say("Demasiados intentos. Espere unos minutos y pruebe otra vez.", language)
        return _door(request, following, problem=problem, name=name, status=429)
    password = request.POST.get("clave", "")
    # Nobody's has NUL, and PostgreSQL would not even look.
    known = "\0" not in name + password
    person = authenticate(request, username=name, password=password) if known else None
    if person is None:
        attempts.failed(name, address)
        problem = say("Ese usuario con esa clave no existe. Revise ambos.", language)
        return _door(request, following, problem=problem, name=name, status=422)
    attempts.forget(name, address)
    login(request, person)
    return HttpResponseRedirect(following)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Log out."""
    logout(request)
    return HttpResponseRedirect("/entrar")


@require_POST
def prefer(request: HttpRequest) -> HttpResponse:
    """Keep the language or the colours that somebody chose, in a cookie of theirs."""
    response = HttpResponseRedirect(_safe(request, request.POST.get("volver", "")))
    known = (("idioma", LANGUAGE_COOKIE, LANGUAGES), ("tema", THEME_COOKIE, THEMES))
    for name, cookie, choices in known:
        chosen = request.POST.get(name)
        if chosen in choices:
            secure = request.is_secure()
            response.set_cookie(cookie, chosen, max_age=YEAR, samesite="Lax", secure=secure)
        elif chosen == "":
            response.delete_cookie(cookie, samesite="Lax")
    return response


def _door(
    request: HttpRequest, following: str, *, problem: str = "", name: str = "", status: int = 200
) -> HttpResponse:
    found = people.members(organisation=DEMO)
    called = titles(organisation=DEMO, language=str(request.LANGUAGE_CODE)) if found else {}
    values = {
        "next": following,
        "problem": problem,
        "login": name,
        "people": [with_roles(member, called) for member in found],
    }
    return render(request, "web/login.html", values, status=status)


def _safe(request: HttpRequest, url: str) -> str:
    hosts, secure = {request.get_host()}, request.is_secure()
    if url and url_has_allowed_host_and_scheme(url, allowed_hosts=hosts, require_https=secure):
        return url
    return "/bandeja"
