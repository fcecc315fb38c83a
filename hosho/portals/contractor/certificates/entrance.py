"""The entrance of its own: what is behind it, and the sign-in with the same ID and password."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse

from hosho.parties.models import Person
from hosho.parties.roles import Side
from hosho.portals.guards import open_to_anyone


@open_to_anyone("the sign-in itself, with an explanation of what is behind it")
def entrance(request: HttpRequest) -> HttpResponse:
    """Explain and ask for お客様ID and パスワード; whoever is signed in already goes on."""
    following = _following(request)
    person = request.user
    if isinstance(person, Person) and person.side == Side.CONTRACTOR:
        return redirect(following)
    page: dict[str, Any] = {"following": following, "sign_in_url": _sign_in_url()}
    return render(request, "contractor/certificates/entrance.html", page)


def _following(request: HttpRequest) -> str:
    """Where to go after signing in: only ever a page behind this entrance."""
    front, wanted = reverse("certificates:entrance"), request.GET.get(REDIRECT_FIELD_NAME, "")
    plain = wanted.startswith(front) and wanted != front and "\\" not in wanted and "//" not in wanted
    return wanted if plain else reverse("certificates:list")


def _sign_in_url() -> str:
    try:
        return reverse("account_login")
    except NoReverseMatch:
        return "/account/login/"
