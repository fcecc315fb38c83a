"""O2 to O4: the certificate, what differs between versions, and the optional file."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from hosho import archive
from hosho.domain.certificate import changes, promise, rows, title
from hosho.domain.events import Event
from hosho.domain.kinds import version_label
from hosho.domain.numbers import GuaranteeNumber
from hosho.domain.refusals import DocumentMissing, NotFound, ViewingEnded
from hosho.lib.clock import now
from hosho.portals.guards import open_to_anyone
from hosho.portals.orderer.viewing import Viewing, needs_viewing
from hosho.register import queries
from hosho.register.queries import View
from hosho.register.seal_check import check_seal
from hosho.register.standing import standing

_HELD = "opened with number and key; the signed viewing cookie says which guarantee"


@open_to_anyone(_HELD)
@require_GET
@needs_viewing
def certificate(request: HttpRequest, viewing: Viewing, version: int | None = None) -> HttpResponse:
    """What is guaranteed and what holds now, or an earlier version of it. Two statements, no commit."""
    view = load(viewing, version)
    return render(request, "orderer/certificate.html", _page(view, queries.history(viewing.guarantee_id)))


def load(viewing: Viewing, version: int | None = None) -> View:
    """The version this browser may read. Raises ViewingEnded; NotFound for a version that does not exist."""
    try:
        return queries.viewed(viewing.guarantee_id, viewing.look_up_id, version)
    except ViewingEnded:
        if version is None:
            raise
        queries.viewed(viewing.guarantee_id, viewing.look_up_id)
        raise NotFound from None


def _page(view: View, history: list[Event]) -> dict[str, Any]:
    at, lines = now(), rows(view.record)
    versions = [event for event in history if event.type in ("issued", "amended")]
    return {
        "view": view,
        "at": at,
        "title": title(view.record),
        "promise": promise(view.record),
        "rows": lines,
        "main_rows": [line for line in lines if line.label in _main_labels(view)],
        "version": version_label(view.version),
        "current_version": version_label(view.current_version),
        "replaced_on": versions[-1].at if versions else None,
        "standing": standing(view, history, at=at),
        "seal": check_seal(view),
        "history": history,
        "versions": [(event.data["version"], version_label(event.data["version"]), event.at) for event in versions],
    }  # fmt: skip


def _main_labels(view: View) -> tuple[str, ...]:
    """The lines a clerk looks for first, so that they stand on the first screen."""
    words = view.record.contract.category.words
    return (words.title, f"{words.price}（消費税を含む）", "保証金額", "保証期間")


@open_to_anyone(_HELD)
@require_GET
@needs_viewing
def version_changes(request: HttpRequest, viewing: Viewing, version: int) -> HttpResponse:
    """変更前と変更後: one earlier version beside the current one, only the lines that differ."""
    before, after = load(viewing, version), load(viewing)
    page = {
        "view": after,
        "before": version_label(before.version),
        "after": version_label(after.version),
        "changes": changes(before.record, after.record),
        "title": title(after.record),
        "at": now(),
    }
    return render(request, "orderer/changes.html", page)


@open_to_anyone(_HELD)
@require_GET
@needs_viewing
def download(_request: HttpRequest, viewing: Viewing, version: int) -> HttpResponse:
    """The sealed PDF, byte for byte as deposited."""
    view = load(viewing, version)
    try:
        pdf = archive.read(view.pdf)
    except OSError as error:
        raise DocumentMissing from error
    name = f"保証証書_{GuaranteeNumber(view.number).shown}_{version_label(view.version)}.pdf"
    disposition = content_disposition_header(True, name) or "attachment"
    return HttpResponse(pdf, content_type="application/pdf", headers={"Content-Disposition": disposition})
