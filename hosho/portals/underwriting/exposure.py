"""受注者ごとの保証残高."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hosho.domain.kinds import GuaranteeKind
from hosho.domain.lifecycle import ApplicationState, GuaranteeStatus
from hosho.guarantees import pricing
from hosho.guarantees.queries import exposure as queries
from hosho.portals.guards import actor_of
from hosho.portals.underwriting.forms import CompanyForm
from hosho.portals.underwriting.pages import only_get, reading


@reading
@only_get
def contractors_page(request: HttpRequest) -> HttpResponse:
    """The customers, to be searched by name or number."""
    form = CompanyForm(request.GET)
    typed = form.cleaned_data["typed"] if form.is_valid() else ""
    found = queries.contractors(actor_of(request), typed)
    return render(request, "underwriting/contractors.html", {"form": form, "contractors": found})


@reading
@only_get
def contractor_page(request: HttpRequest, contractor_id: int) -> HttpResponse:
    """One company: its limit, what lives and what is being decided."""
    found = queries.exposure(actor_of(request), contractor_id)
    context = {
        "exposure": found,
        "guarantees": [
            (one, GuaranteeKind(one.kind).label, GuaranteeStatus(one.status)) for one in found.guarantees
        ],
        "applications": [
            (one, ApplicationState(one.state), pricing.guaranteed_yen(one.answers))
            for one in found.applications
        ],
    }
    return render(request, "underwriting/contractor.html", context)
