"""The operator's pages: is it running, what waits, what was given up, which sureties may deposit."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from hosho.lib.clock import now
from hosho.outbox import queue
from hosho.parties.actions.retry_work import retry_work
from hosho.parties.roles import Role, Side
from hosho.portals.guards import actor_of, guard
from hosho.register.queries import registered_sureties
from hosho.ui import once

operator = guard(Side.OPERATOR, Role.OPERATOR)
LATE_SECONDS = 300


@operator
def home_page(request: HttpRequest) -> HttpResponse:
    counts = queue.counts(at=now())
    context = {"counts": counts, "late": counts.late_seconds > LATE_SECONDS, "demo": settings.HOSHO_DEMO}
    return render(request, "operator/home.html", context)


@operator
def outbox_page(request: HttpRequest) -> HttpResponse:
    """Names, times and errors of jobs; never their content, which may be a letter."""
    context = {"dead": queue.dead(), "waiting": queue.waiting(), "counts": queue.counts(at=now())}
    return render(request, "operator/outbox.html", context)


@operator
@require_POST
def retry_page(request: HttpRequest, job_id: int) -> HttpResponse:
    if done := once.led_to(request):
        return redirect(done)
    retry_work(job_id, by=actor_of(request), at=now())
    return redirect(once.remember(request, reverse("operator_outbox")))


@operator
def sureties_page(request: HttpRequest) -> HttpResponse:
    return render(request, "operator/sureties.html", {"sureties": registered_sureties(), "now": now()})
