"""お客様IDやパスワードが分からない: what to do, the same words for everybody, because nothing is looked up."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hosho.portals.guards import open_to_anyone


@open_to_anyone("who cannot sign in needs to know what to do; nothing is looked up")
def lost_page(request: HttpRequest) -> HttpResponse:
    return render(request, "account/lost.html")
