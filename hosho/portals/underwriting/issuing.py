"""発行: how far each certificate has come, what stopped, and the papers to print."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hosho import archive
from hosho.guarantees.actions.print_paper import print_paper
from hosho.guarantees.actions.retry_issue import retry_issue
from hosho.guarantees.queries import issuing as queries
from hosho.lib.clock import now
from hosho.parties.roles import Role
from hosho.portals.guards import actor_of
from hosho.portals.underwriting.pages import (
    DECIDERS,
    acting,
    as_download,
    do_once,
    only_get,
    only_post,
    reading,
)

RETRIERS = (*DECIDERS, Role.ADMINISTRATOR)


@reading
@only_get
def issuing_page(request: HttpRequest) -> HttpResponse:
    """Everything on its way."""
    actor = actor_of(request)
    context = {
        "under_way": queries.under_way(actor),
        "others": queries.other_dead(actor),
        "papers": queries.papers(actor),
        "printed": queries.papers(actor, printed=True, limit=20),
        "may_retry": actor.may(*RETRIERS),
        "may_print": actor.may(*DECIDERS),
    }
    return render(request, "underwriting/issuing.html", context)


@acting(*RETRIERS)
@only_post
def retry(request: HttpRequest, job_id: int) -> HttpResponse:
    """もう一度行う."""
    actor = actor_of(request)
    return do_once(request, lambda: retry_issue(job_id, by=actor, at=now()), reverse("underwriting:issuing"))


@reading
@only_get
def certificate_pdf(request: HttpRequest, certificate_id: int) -> HttpResponse:
    """The sealed file as it is."""
    found = queries.certificate(actor_of(request), certificate_id)
    name = f"保証証書_{found.guarantee.number}_{found.version}.pdf"
    return as_download(archive.read(found.pdf), name=name, media_type="application/pdf")


@acting(*DECIDERS)
@only_post
def print_out(request: HttpRequest, certificate_id: int) -> HttpResponse:
    """Note that the paper was printed, and hand out the sealed file to print."""
    actor = actor_of(request)
    found = queries.certificate(actor, certificate_id)
    url = reverse("underwriting:certificate_pdf", args=[certificate_id])
    return do_once(request, lambda: print_paper(found, by=actor, at=now()), url)
