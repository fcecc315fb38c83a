"""What the pages of the wizard share: who may open one, where one stands, where one goes next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from hosho.domain.application_pages import Page, pages_for
from hosho.domain.lifecycle import ApplicationState
from hosho.domain.refusals import ConcurrentEdit
from hosho.guarantees.queries.applications import application_of
from hosho.parties.roles import Role, Side
from hosho.portals.guards import actor_of, guard

if TYPE_CHECKING:
    from hosho.guarantees.models import Application

EDITABLE = (ApplicationState.DRAFT.value, ApplicationState.RETURNED.value)
ACTING = (Role.APPLICANT, Role.COMPANY_ADMINISTRATOR)
acting = guard(Side.CONTRACTOR, *ACTING)
reading = guard(Side.CONTRACTOR)


def editable(request: HttpRequest, application_id: UUID) -> Application | HttpResponse:
    """The application when its answers may be changed; else where its present state is shown."""
    application = application_of(actor_of(request), application_id)
    if application.state not in EDITABLE:
        return redirect("contractor:application", application.pk)
    return application


def revision_of(request: HttpRequest) -> int:
    """The revision the page was drawn from. Raises ConcurrentEdit when it does not say."""
    try:
        return int(request.POST.get("revision", ""))
    except ValueError:
        raise ConcurrentEdit from None


@dataclass(frozen=True)
class Place:
    """Where a page stands among the pages of its application."""

    page: Page
    number: int
    total: int
    previous_url: str
    back_to_check: bool


def place_of(application: Application, page: Page, request: HttpRequest) -> Place:
    pages = pages_for(application.answers)
    at = pages.index(page)
    back = url_of(application, pages[at - 1]) if at else reverse("contractor:apply", args=[application.pk])
    asked = request.POST if request.method == "POST" else request.GET
    return Place(page, at + 1, len(pages) + 1, back, asked.get("back") == "check")


def url_of(application: Application, page: Page) -> str:
    return reverse("contractor:apply_page", args=[application.pk, page.value])


def next_url(application: Application, page: Page, request: HttpRequest) -> str:
    """After a page was saved: away, back to the check page or the list of corrections, or to the next page."""
    if request.POST.get("then") == "home":
        return reverse("contractor:home")
    if application.state == ApplicationState.RETURNED.value:
        return reverse("contractor:correct", args=[application.pk])
    pages = pages_for(application.answers)
    if request.POST.get("back") == "check" or page not in pages or page is pages[-1]:
        return reverse("contractor:check", args=[application.pk])
    return url_of(application, pages[pages.index(page) + 1])


View = Callable[..., HttpResponse]
Context = dict[str, Any]
