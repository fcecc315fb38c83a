"""What the desk's pages share: who may open them, the answer to a form, files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from hosho.domain.kinds import GuaranteeKind
from hosho.domain.refusals import NotFound, Refusal
from hosho.parties.roles import Role, Side
from hosho.portals.guards import View, guard
from hosho.ui import once
from hosho.ui.forms import Form

reading: Callable[[View], View] = guard(Side.SURETY)
"""Every role of the desk may look, the auditor's too."""


def acting(*roles: Role) -> Callable[[View], View]:
    """Only these roles; the page does not exist for the others. The action asks again."""
    return guard(Side.SURETY, *roles)


DECIDERS = (Role.CLERK, Role.UNDERWRITER, Role.APPROVER)
only_get, only_post = require_GET, require_POST


def do_once(request: HttpRequest, act: Callable[[], object], url: str) -> HttpResponse:
    """A deed without a form: done once, then on to `url`. A refusal becomes its page."""
    if done := once.led_to(request):
        return redirect(done)
    act()
    return redirect(once.remember(request, url))


def form_page(
    request: HttpRequest,
    form: Form,
    act: Callable[[], str],
    *,
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """The usual life of a form: shown, refused with its sentences, or done once. `act` returns where to go on."""
    if request.method == "POST":
        if done := once.led_to(request):
            return redirect(done)
        if form.is_valid():
            try:
                return redirect(once.remember(request, act()))
            except NotFound:
                raise
            except Refusal as refusal:
                form.add_refusal(refusal)
                return render(request, template, {**context, "form": form}, status=refusal.http_status)
    return render(request, template, {**context, "form": form}, status=422 if form.errors else 200)


def labelled(quotes: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    """Quotes of a fee with the words for their kinds."""
    return [(GuaranteeKind(quote["kind"]).label, quote) for quote in quotes]


def as_download(data: bytes, *, name: str, media_type: str) -> HttpResponse:
    """A file that the browser saves and never shows within our pages."""
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response
