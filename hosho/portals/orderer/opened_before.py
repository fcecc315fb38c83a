"""A signed cookie that remembers, as digests, which numbers this browser has opened.

It opens nothing. It gives the browser a counter of its own, so that a stranger's misses behind the same town-hall address
do not make its clerk wait.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from hosho.domain.numbers import GuaranteeNumber
from hosho.portals.orderer.cookies import get, put

NAME = "hosho-opened"
_SALT = "hosho.confirm.opened"
_DAYS = 180
_KEPT = 30


def browser_of(request: HttpRequest, number: GuaranteeNumber) -> str:
    """This browser's own name if it has opened the number before, else empty."""
    kept = _read(request)
    return str(kept["browser"]) if kept and _digest(number) in kept["opened"] else ""


def remember(request: HttpRequest, response: HttpResponse, number: GuaranteeNumber) -> None:
    """Add a number that was just opened with its key; the newest thirty are kept."""
    kept = _read(request) or {"browser": secrets.token_hex(8), "opened": []}
    digest = _digest(number)
    others = [each for each in kept["opened"] if each != digest]
    opened = [*others[1 - _KEPT :], digest]
    value = signing.dumps({"browser": kept["browser"], "opened": opened}, salt=_SALT)
    put(response, NAME, value, seconds=_DAYS * 86400)


def _read(request: HttpRequest) -> dict[str, Any] | None:
    try:
        kept = signing.loads(get(request, NAME), salt=_SALT, max_age=_DAYS * 86400)
    except signing.BadSignature:
        return None
    return kept if isinstance(kept, dict) else None


def _digest(number: GuaranteeNumber) -> str:
    return salted_hmac(_SALT, number.value, secret=settings.SECRET_KEY).hexdigest()[:16]
