"""保証契約: the list to search, and everything that happened to one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hosho.domain.kinds import GuaranteeKind
from hosho.domain.lifecycle import GuaranteeStatus, IssuingStage
from hosho.guarantees.queries import desk_guarantees as queries
from hosho.portals.guards import actor_of
from hosho.portals.underwriting.forms import SearchForm
from hosho.portals.underwriting.pages import only_get, reading

_ANSWERS = {"opened": "閲覧", "confirmed": "確認済", "not_confirmed": "確認できない旨の連絡"}


@reading
@only_get
def guarantees_page(request: HttpRequest) -> HttpResponse:
    """Newest first, searched by number, contractor or orderer."""
    form = SearchForm(request.GET)
    typed = form.cleaned_data["typed"] if form.is_valid() else ""
    found, after = queries.guarantees(actor_of(request), typed, after=request.GET.get("after", ""))
    kept = request.GET.copy()
    kept["after"] = after
    rows = [(one, GuaranteeKind(one.kind).label, GuaranteeStatus(one.status)) for one in found]
    context = {"form": form, "rows": rows, "next": kept.urlencode() if after else ""}
    return render(request, "underwriting/guarantees.html", context)


@reading
@only_get
def guarantee_page(request: HttpRequest, number: str) -> HttpResponse:
    """One guarantee; its keys are counted and never shown."""
    found = queries.guarantee(actor_of(request), number)
    context = {
        "guarantee": found,
        "kind": GuaranteeKind(found.kind).label,
        "status": GuaranteeStatus(found.status),
        "fee": getattr(found.application, "fee", None),
        "certificates": [
            (row, IssuingStage(row.stage).label) for row in found.certificates.order_by("version")
        ],
        "displays": found.key_displays.select_related("person"),
        "answers": [(_ANSWERS.get(row.what, row.what), row) for row in found.orderer_answers.all()],
        "happened": queries.happened(found),
        "keys": found.keys.order_by("serial"),
    }
    return render(request, "underwriting/guarantee.html", context)
