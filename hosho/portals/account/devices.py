"""Which people have signed in with this browser before: a signed cookie, so that a new browser is told by letter.

It survives logging out on purpose (it opens nothing) and names people by their ids only.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

KEPT_PEOPLE = 10
LIFE = timedelta(days=365)
_SALT = "hosho.portals.account.devices"
_SYSTEMS = (("Windows", "Windows"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"))
_MORE_SYSTEMS = (("Mac OS", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux"))
_BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))


def cookie_name() -> str:
    return "__Host-hosho-device" if settings.HOSHO_HTTPS else "hosho-device"


def known_people(request: HttpRequest) -> frozenset[int]:
    """The ids in the cookie; nobody when it is missing, old or not ours."""
    return frozenset(_read(request))


def remember(request: HttpRequest, response: HttpResponseBase, person_id: int) -> None:
    """Add a person to the browser's cookie."""
    people = [person_id, *(one for one in _read(request) if one != person_id)][:KEPT_PEOPLE]
    response.set_cookie(
        cookie_name(),
        signing.dumps(people, salt=_SALT),
        max_age=LIFE,
        httponly=True,
        secure=settings.HOSHO_HTTPS,
        samesite="Lax",
    )


def in_words(request: HttpRequest) -> str:
    """`Windows の Edge`, as far as the browser says."""
    agent = request.headers.get("User-Agent", "")
    system = next((name for mark, name in (*_SYSTEMS, *_MORE_SYSTEMS) if mark in agent), "")
    browser = next((name for mark, name in _BROWSERS if mark in agent), "")
    return " の ".join(filter(None, (system, browser))) or "種類の分からない端末"


def _read(request: HttpRequest) -> list[int]:
    try:
        found = signing.loads(request.COOKIES.get(cookie_name(), ""), salt=_SALT, max_age=LIFE)
    except signing.BadSignature:
        return []
    return [one for one in found if isinstance(one, int)] if isinstance(found, list) else []
