"""Pages for whoever is signed in, of whatever side; and nobody without a second factor where the surety demands one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from hosho.parties.models import Person
from hosho.parties.queries import has_second_factor

View = Callable[..., HttpResponse]
OPEN_WITHOUT_FACTOR = (
    "/account/2fa/",
    "/account/reauthenticate/",
    "/account/activated/",
    "/account/log",
    "/account/settings/password/",
    "/about/",
    "/register/",
)


def policy_demands_factor() -> bool:
    """Whether the surety's policy lets nobody in without a second factor."""
    return bool(settings.SURETY["policy"]["second_factor_required"])


def signed_in(view: View) -> View:
    """Let in anybody who is signed in; the view receives `request.actor`."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not isinstance(request.user, Person):
            return redirect_to_login(request.get_full_path(), "/account/login/")
        request.actor = request.user.actor()  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    guarded.guard = "signed in"  # type: ignore[attr-defined]
    return guarded


def second_factor_middleware(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Put the actor on allauth's pages, for the frame; send people to the setup where the policy demands a factor."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if not hasattr(request, "user"):  # the confirmation service and the API know no login
            return get_response(request)
        ours = request.path_info.startswith("/account/")
        if (ours or policy_demands_factor()) and isinstance(request.user, Person):
            if ours:
                request.actor = request.user.actor()  # type: ignore[attr-defined]
            if policy_demands_factor() and _must_enrol(request):
                return redirect("mfa_index")
        return get_response(request)

    return answer


def _must_enrol(request: HttpRequest) -> bool:
    if request.path_info == "/" or request.path_info.startswith(OPEN_WITHOUT_FACTOR):
        return False
    return isinstance(request.user, Person) and not has_second_factor(request.user)
