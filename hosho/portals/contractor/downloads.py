"""Files for the contractor: always as a download under a safe name, never shown within our own pages."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def as_download(data: bytes, *, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response
