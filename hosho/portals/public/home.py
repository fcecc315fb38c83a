"""The surety's public home with its two entrances, and the pages of the footer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hosho.portals.guards import open_to_anyone

SAMPLE_LOGINS = "sample-logins.json"
WHY_OPEN = "the surety's public pages"


@open_to_anyone(WHY_OPEN)
def home_page(request: HttpRequest) -> HttpResponse:
    context = {"surety": settings.SURETY, "sample": sample_logins()}
    return render(request, "public/home.html", context)


@open_to_anyone(WHY_OPEN)
def terms_page(request: HttpRequest) -> HttpResponse:
    return render(request, "public/terms.html", {"surety": settings.SURETY})


@open_to_anyone(WHY_OPEN)
def privacy_page(request: HttpRequest) -> HttpResponse:
    return render(request, "public/privacy.html", {"surety": settings.SURETY})


@open_to_anyone(WHY_OPEN)
def accessibility_page(request: HttpRequest) -> HttpResponse:
    return render(request, "public/accessibility.html", {"surety": settings.SURETY})


@open_to_anyone(WHY_OPEN)
def english_page(request: HttpRequest) -> HttpResponse:
    return render(request, "public/english.html", {"surety": settings.SURETY})


def sample_logins() -> dict[str, Any] | None:
    """What the demo wrote beside its sample data; None in earnest, whatever lies there."""
    kept = Path(settings.HOSHO_HOME) / SAMPLE_LOGINS
    if not settings.HOSHO_DEMO or not kept.exists():
        return None
    found: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
    return found
