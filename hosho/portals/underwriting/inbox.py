"""受付箱: what waits for whom, the oldest first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hosho.guarantees.queries import desk
from hosho.lib.clock import now
from hosho.portals.guards import actor_of
from hosho.portals.underwriting.forms import InboxForm
from hosho.portals.underwriting.pages import only_get, reading


@reading
@only_get
def inbox_page(request: HttpRequest) -> HttpResponse:
    """The queue, narrowed by the form above it; a page at a time by key."""
    form = InboxForm(request.GET)
    wanted = desk.InboxFilter(**form.cleaned_data) if form.is_valid() else desk.InboxFilter()
    found = desk.inbox(actor_of(request), wanted, at=now(), after=request.GET.get("after", ""))
    kept = request.GET.copy()
    kept.pop("after", None)
    kept["after"] = found.after
    counts = [(state, found.counts.get(state, 0)) for state in desk.TO_DO]
    return render(
        request,
        "underwriting/inbox.html",
        {
            "form": form,
            "inbox": found,
            "counts": counts,
            "next": kept.urlencode(),
            "target": desk.TARGET_DAYS,
        },
    )
