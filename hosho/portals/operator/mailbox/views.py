"""The demo's mailbox in the browser: every letter the system sent, as the reader got it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from hosho.notices import mailbox
from hosho.portals.guards import open_to_anyone

MAILS_A_PAGE = 50

Page = Callable[..., HttpResponse]


def only_in_demo(page: Page) -> Page:
    """In earnest there is no mailbox: the address answers like any unknown one."""

    @wraps(page)
    def guarded(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        if not getattr(settings, "HOSHO_DEMO", False):
            raise Http404
        return never_cache(require_GET(page))(request, *args, **kwargs)

    return guarded


@open_to_anyone("the demo shows sample mails to whoever runs it; elsewhere the address does not exist")
@only_in_demo
def mails_page(request: HttpRequest) -> HttpResponse:
    page = Paginator(mailbox.names(_folder()), MAILS_A_PAGE).get_page(request.GET.get("page"))
    mails = [mail for name in page if (mail := mailbox.find(_folder(), name))]
    return render(request, "operator/mailbox/mails.html", {"mails": mails, "page": page})


@open_to_anyone("the demo shows sample mails to whoever runs it; elsewhere the address does not exist")
@only_in_demo
def mail_page(request: HttpRequest, name: str) -> HttpResponse:
    mail = mailbox.find(_folder(), name)
    if mail is None:
        raise Http404
    return render(request, "operator/mailbox/mail.html", {"mail": mail})


def _folder() -> Path:
    return Path(settings.HOSHO_MAILBOX)
