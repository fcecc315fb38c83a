"""What the frame around every page says: the service, the help line, who is logged in and until when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class HelpLine:
    """Where a person gets help; the same place on every page (WCAG 3.2.6)."""

    name: str = "青海建設保証株式会社（見本）"
    phone: str = "0972-00-0000"
    fax: str = "0972-00-0001"
    hours: str = "平日 9時から17時まで"


@dataclass(frozen=True)
class Frame:
    """The words of the frame. `trial` draws the striped band 試験環境."""

    service_name: str = "電子保証サービス（見本）"
    trial: bool = True
    help: HelpLine = field(default_factory=HelpLine)


@dataclass(frozen=True)
class SignedIn:
    """Who is logged in, put on `request.signed_in` or into the page's context under the same name.

    `logout_url` takes a POST. `ends_at` is the aware moment of the automatic logout if nothing is done.
    """

    organisation: str
    name: str
    logout_url: str
    ends_at: datetime | None = None


def frame_of(page: dict[str, Any]) -> Frame:
    """The frame for one page: `frame` in its context, else from `settings.HOSHO_FRAME` (keys of Frame).

    The help line is the surety's (`settings.SURETY`) unless HOSHO_FRAME names another.
    """
    given = page.get("frame")
    if isinstance(given, Frame):
        return given
    configured = dict(getattr(settings, "HOSHO_FRAME", {}))
    surety = getattr(settings, "SURETY", {})
    helper = configured.get("help") or {
        name: surety[name] for name in ("name", "phone", "fax", "hours") if name in surety
    }
    configured["help"] = helper if isinstance(helper, HelpLine) else HelpLine(**helper)
    configured.setdefault("trial", bool(surety.get("sample", True)))
    configured.setdefault("service_name", getattr(settings, "HOSHO_SERVICE_NAME", Frame.service_name))
    return Frame(**configured)


def signed_in_of(page: dict[str, Any]) -> Any:
    """`signed_in` of the page's context or of the request; else made from `request.actor`; else None."""
    request = page.get("request")
    given = page.get("signed_in") or getattr(request, "signed_in", None)
    actor = getattr(request, "actor", None)
    if given or actor is None:
        return given
    try:
        logout_url = reverse("account_logout")
    except NoReverseMatch:
        logout_url = "/account/logout/"
    return SignedIn(
        organisation=getattr(actor, "organisation_name", ""),
        name=actor.name,
        logout_url=logout_url,
        ends_at=page.get("session_ends_at"),
    )
