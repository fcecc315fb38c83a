"""Where a request comes from: the client's address behind our own proxies, and no other header believed."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from hosho.domain.numbers import GuaranteeNumber
from hosho.portals.orderer.opened_before import browser_of
from hosho.register.throttle import Caller


def address_of(request: HttpRequest) -> str:
    """The client's address: the entry our outermost proxy wrote, or the peer's where there is none."""
    proxies: int = settings.HOSHO_PROXIES
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies and len(forwarded) >= proxies and forwarded[-proxies]:
        return forwarded[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))


def caller_of(request: HttpRequest, number: GuaranteeNumber) -> Caller:
    """The caller as the throttle counts it for one number."""
    return Caller.at_address(address_of(request), browser=browser_of(request, number))
