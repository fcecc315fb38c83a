"""Who may open a page. Every view carries exactly one guard; a structure test looks for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url

from hosho.domain.refusals import NotFound
from hosho.parties.actor import Actor
from hosho.parties.models import Person
from hosho.parties.roles import Role, Side

View = Callable[..., HttpResponse]


def guard(side: Side, *roles: Role, login_url: str = "account_login") -> Callable[[View], View]:
    """Let in people of one side, and with roles given only those who hold one of them.

    Strangers are sent to the sign-in; a signed-in person of another side or without the role gets the page for
    things that do not exist, so that nobody learns what exists. The view receives `request.actor`.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            person = request.user
            if not isinstance(person, Person):
                return redirect_to_login(request.get_full_path(), resolve_url(login_url))
            actor = person.actor()
            if actor.side is not side or (roles and not actor.may(*roles)):
                raise NotFound
            request.actor = actor  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

        guarded.guard = f"{side}:{','.join(roles)}"  # type: ignore[attr-defined]
        return guarded

    return decorate


def open_to_anyone(reason: str) -> Callable[[View], View]:
    """Mark a view that needs no sign-in, saying why."""

    def decorate(view: View) -> View:
        view.guard = f"anyone: {reason}"  # type: ignore[attr-defined]
        return view

    return decorate


def actor_of(request: HttpRequest) -> Actor:
    """The actor a guard has put on the request."""
    return request.actor  # type: ignore[attr-defined, no-any-return]
