"""Addresses of the gallery for tests; the product does not wire it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from hosho.ui import gallery as samples
from hosho.ui import once
from hosho.ui.views import gallery


def receipt(request: HttpRequest) -> HttpResponse:
    page = samples.context(refused=False) | {"form": None}
    return render(request, "ui/gallery_receipt.html", page)


def deed(request: HttpRequest) -> HttpResponse:
    """Counts how often the deed was done."""
    if done := once.led_to(request):
        return redirect(done)
    request.session["deeds"] = request.session.get("deeds", 0) + 1
    return redirect(once.remember(request, f"/receipt/?{request.session['deeds']}"))


def broken(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<!doctype html><html><title>x</title><p style='color:red'>ｶﾅ</html>")


urlpatterns = [
    path("gallery/", gallery),
    path("receipt/", receipt),
    path("deed/", deed),
    path("broken/", broken),
]
