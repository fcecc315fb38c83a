"""O3: the certificate beside the contract on the clerk's desk. Nothing typed is kept anywhere."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from hosho.domain.certificate import title
from hosho.domain.kinds import version_label
from hosho.lib.clock import now
from hosho.portals.guards import open_to_anyone
from hosho.portals.orderer.certificate import load
from hosho.portals.orderer.forms import CompareForm
from hosho.portals.orderer.viewing import Viewing, needs_viewing
from hosho.register import queries
from hosho.register.comparison import compare as compare_lines
from hosho.register.comparison import hints
from hosho.register.standing import standing


@open_to_anyone("opened with number and key; the signed viewing cookie says which guarantee")
@require_http_methods(["GET", "HEAD", "POST"])
@needs_viewing
def compare(request: HttpRequest, viewing: Viewing) -> HttpResponse:
    """Type what the contract says, see line by line whether the current version says the same."""
    view, at = load(viewing), now()
    form = CompareForm(request.POST if request.method == "POST" else None, record=view.record)
    page = {
        "form": form,
        "view": view,
        "at": at,
        "title": title(view.record),
        "version": version_label(view.version),
    }
    if not form.is_valid():
        return render(request, "orderer/compare.html", page, status=422 if form.errors else 200)
    page["lines"] = compare_lines(view.record, form.typed)
    page["hints"] = hints(view.record)
    page["standing"] = standing(view, queries.history(viewing.guarantee_id), at=at)
    return render(request, "orderer/comparison.html", page)
