"""ホーム: what waits for the contractor, and the way to 保証申込."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hosho.domain.kinds import GuaranteeKind
from hosho.domain.lifecycle import ApplicationState
from hosho.guarantees.queries import applications as queries
from hosho.portals.contractor.apply.walk import ACTING, reading
from hosho.portals.guards import actor_of

NEWEST = 5


@reading
def home(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    waiting = queries.to_do(actor)
    newest = queries.applications_of(actor).exclude(state=ApplicationState.DRAFT.value)[:NEWEST]
    context = {
        "to_do": waiting,
        "keys": [(each, GuaranteeKind(each.kind).label) for each in waiting.keys],
        "newest": [(each, ApplicationState(each.state), queries.kinds_label(each)) for each in newest],
        "acts": actor.may(*ACTING),
        "draft_days": settings.SURETY["policy"]["draft_days"],
    }
    return render(request, "contractor/home.html", context)
