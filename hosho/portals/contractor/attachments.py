"""One attachment: fetch it again, or take it off."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from hosho.domain.application_pages import Page
from hosho.guarantees.actions.remove_attachment import remove_attachment
from hosho.guarantees.queries.applications import attachment_bytes, attachment_of
from hosho.lib.clock import now
from hosho.lib.uploads import Kind
from hosho.portals.contractor.apply.walk import acting, reading
from hosho.portals.contractor.downloads import as_download
from hosho.portals.guards import actor_of


@reading
def download(request: HttpRequest, application_id: UUID, attachment_id: UUID) -> HttpResponse:
    """The bytes as they were uploaded, as a download."""
    attachment = attachment_of(actor_of(request), application_id, attachment_id)
    data = attachment_bytes(attachment)
    return as_download(data, name=attachment.name, media_type=Kind(attachment.kind).media_type)


@acting
@require_POST
def remove(request: HttpRequest, application_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Take a paper off; a second click finds it gone and goes the same way."""
    attachment = attachment_of(actor_of(request), application_id, attachment_id)
    remove_attachment(attachment, by=actor_of(request), at=now())
    return redirect(reverse("contractor:apply_page", args=[application_id, Page.ATTACHMENTS.value]))
