"""The short permission to read one guarantee: a signed cookie instead of a session.

It holds the ids of guarantee and look-up and when it began; never number or key. It ends after 30 minutes without a
request, after two hours in any case, when 終了する is pressed (the look-up is ended in the register, so a copy of the cookie
is worthless too), and when the key is replaced.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from hosho.domain.refusals import ViewingEnded
from hosho.parties.actor import Actor
from hosho.parties.roles import Side
from hosho.portals.orderer import cookies

NAME = "hosho-viewing"
IDLE_SECONDS = 30 * 60
LONGEST_SECONDS = 2 * 3600
_SALT = "hosho.confirm.viewing"

CLERK = Actor(side=Side.ORDERER, name="確認サービスの利用者")
"""Whoever holds number and key; nobody knows who it is."""

ViewingView = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Viewing:
    """What the cookie says. `began` in seconds since 1970."""

    guarantee_id: int
    look_up_id: int
    began: int


def begin(response: HttpResponse, *, guarantee_id: int, look_up_id: int) -> None:
    """Let the browser read what a successful look-up opened."""
    _write(response, Viewing(guarantee_id, look_up_id, int(time.time())))


def current(request: HttpRequest) -> Viewing | None:
    """The permission this browser holds, or None when there is none or it is over."""
    try:
        kept = signing.loads(cookies.get(request, NAME), salt=_SALT, max_age=IDLE_SECONDS)
        viewing = Viewing(int(kept["g"]), int(kept["l"]), int(kept["b"]))
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None
    return viewing if time.time() - viewing.began < LONGEST_SECONDS else None


def end(response: HttpResponse) -> None:
    """Take the permission away from the browser."""
    cookies.forget(response, NAME)


def needs_viewing(view: ViewingView) -> ViewingView:
    """Only for a browser with a permission, which each request prolongs; others are led to the entrance."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        viewing = current(request)
        if viewing is None:
            return _to_entrance()
        try:
            response = view(request, viewing, *args, **kwargs)
        except ViewingEnded:
            return _to_entrance()
        _write(response, viewing)
        return response

    return answer


def _to_entrance() -> HttpResponse:
    response = redirect("orderer:viewing_over")
    end(response)
    return response


def _write(response: HttpResponse, viewing: Viewing) -> None:
    kept = {"g": viewing.guarantee_id, "l": viewing.look_up_id, "b": viewing.began}
    cookies.put(response, NAME, signing.dumps(kept, salt=_SALT), seconds=IDLE_SECONDS)
