"""Papers a contractor uploaded: the original as a download, and each page as a harmless picture."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hosho.domain.application_pages import PURPOSES
from hosho.domain.refusals import EntryRefused, NotFound
from hosho.guarantees import attachment_files
from hosho.guarantees.queries import desk
from hosho.lib.uploads import Kind, UploadRefused, re_render
from hosho.portals.guards import actor_of
from hosho.portals.underwriting.pages import as_download, only_get, reading


@reading
@only_get
def download(request: HttpRequest, attachment_id: UUID) -> HttpResponse:
    """The bytes as they came."""
    paper = desk.attachment(actor_of(request), attachment_id)
    return as_download(
        attachment_files.read(paper.digest), name=paper.name, media_type=Kind(paper.kind).media_type
    )


@reading
@only_get
def page_view(request: HttpRequest, attachment_id: UUID, page: int) -> HttpResponse:
    """One page of a paper beside its neighbours."""
    paper = desk.attachment(actor_of(request), attachment_id)
    if not 1 <= page <= paper.pages:
        raise NotFound
    context = {"paper": paper, "page": page, "purpose": PURPOSES.get(paper.purpose, "")}
    return render(request, "underwriting/attachment.html", context)


@reading
@only_get
def picture(request: HttpRequest, attachment_id: UUID, page: int) -> HttpResponse:
    """The page as PNG: nothing of the original but its looks. Kept nowhere."""
    paper = desk.attachment(actor_of(request), attachment_id)
    if not 1 <= page <= paper.pages:
        raise NotFound
    try:
        png = re_render(attachment_files.read(paper.digest), page, kind=Kind(paper.kind))
    except UploadRefused as refused:
        raise EntryRefused.of(refused) from refused
    response = HttpResponse(png, content_type="image/png")
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
