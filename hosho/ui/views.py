"""The component gallery. Not wired to an address: tests and people who draw pages use it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hosho.ui import gallery as samples

AUDIENCES = ("public", "contractor", "desk", "confirm", "operator")


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component once. `?refused` shows the form after a refused entry; `?for=desk` takes another frame."""
    audience = request.GET.get("for", "contractor")
    base = f"ui/{audience}.html" if audience in AUDIENCES else "ui/public.html"
    page = samples.context(refused="refused" in request.GET)
    return render(request, "ui/gallery.html", {**page, "base_template": base})
