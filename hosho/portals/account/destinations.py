"""Where a person goes after signing in: where they wanted to, if it is theirs; else their own home."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from hosho.parties.models import Person
from hosho.parties.roles import Side

HOMES = {Side.CONTRACTOR: "/enet/", Side.SURETY: "/desk/", Side.OPERATOR: "/operator/"}
_OF_SIDE = {
    "/enet/": Side.CONTRACTOR,
    "/certificates/": Side.CONTRACTOR,
    "/desk/": Side.SURETY,
    "/operator/": Side.OPERATOR,
}


def home_of(person: object) -> str:
    """The first page of a person's side."""
    return HOMES.get(Side(person.side), "/") if isinstance(person, Person) else "/"


def safe_next(request: HttpRequest, url: str | None, *, side: Side | None = None) -> str | None:
    """`url` when it stays on this site and, with a side given, is not another side's; else None."""
    if not url or not url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=settings.HOSHO_HTTPS
    ):
        return None
    if not url.startswith("/") or url.startswith(("/account/login/", "/account/logout/")):
        return None
    owner = next((owner for prefix, owner in _OF_SIDE.items() if url.startswith(prefix)), side)
    return url if side is None or owner is side else None
