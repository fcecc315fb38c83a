"""The product's addresses and one empty page beside them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from hosho.config import urls


def empty(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"ok", content_type="text/plain")


urlpatterns = [path("confirm/empty/", empty), *urls.urlpatterns]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
