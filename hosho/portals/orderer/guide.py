"""O11: what a clerk, and a city's administrator of networks, wants to know before the first time."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hosho.portals.guards import open_to_anyone


@open_to_anyone("help for whoever was handed a notice")
@require_GET
def first_time(request: HttpRequest) -> HttpResponse:
    """はじめての方へ."""
    return render(request, "orderer/first_time.html", {"host": request.get_host()})


@open_to_anyone("help for whoever was handed a notice")
@require_GET
def one_page(request: HttpRequest) -> HttpResponse:
    """One A4 page to pin to the wall."""
    return render(request, "orderer/one_page.html", {"host": request.get_host()})
