"""O1: two fields and one button; and the way out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hosho.domain.numbers import AccessKey, GuaranteeNumber
from hosho.domain.refusals import (
    KeyRevoked,
    LookUpFailed,
    LookUpRefused,
    LookUpWaiting,
    OneMoreStep,
    Refusal,
)
from hosho.lib.clock import now
from hosho.portals.guards import open_to_anyone
from hosho.portals.orderer import one_more_step, opened_before, viewing
from hosho.portals.orderer.caller import caller_of
from hosho.portals.orderer.forms import LookUpForm
from hosho.register.actions.end_viewing import end_viewing
from hosho.register.actions.look_up import look_up
from hosho.register.throttle import Caller

_IE_MODE = ("Trident/", "MSIE ")
_NO_ACCOUNT = "number and key open it; clerks have no account here"


@open_to_anyone(_NO_ACCOUNT)
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("number", "key")
@sensitive_variables("form", "key")
def entrance(request: HttpRequest) -> HttpResponse:
    """Ask for number and key. A typing error is told without touching the database."""
    if request.method != "POST":
        return _page(request, LookUpForm())
    form = LookUpForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    number, key = form.cleaned_data["number"], form.cleaned_data["key"]
    caller = caller_of(request, number)
    try:
        return _open(request, number, key, caller)
    except LookUpRefused as refusal:
        return _refused(request, form, refusal, caller)


@sensitive_variables("key")
def _open(request: HttpRequest, number: GuaranteeNumber, key: AccessKey, caller: Caller) -> HttpResponse:
    taken = one_more_step.taken(request.POST.get("step", ""), caller)
    opened = look_up(number, key, by=viewing.CLERK, at=now(), caller=caller, step_taken=taken)
    response = redirect("orderer:certificate")
    viewing.begin(response, guarantee_id=opened.guarantee_id, look_up_id=opened.look_up_id)
    opened_before.remember(request, response, number)
    return response


def _refused(request: HttpRequest, form: LookUpForm, refusal: Refusal, caller: Caller) -> HttpResponse:
    """The number stays in its field. The key passed its check digits, so it is a real one: it is not sent back."""
    again = LookUpForm({"number": form.data.get("number", ""), "key": ""})
    again.errors.clear()
    again.add_error(None, refusal.sentence)
    page = {
        "refusal": refusal,
        "refusal_title": _title(refusal),
        "is_miss": isinstance(refusal, LookUpFailed),
    }
    page["is_waiting"] = isinstance(refusal, LookUpWaiting)
    if isinstance(refusal, OneMoreStep):
        page["step"] = one_more_step.ask(caller)
    return _page(request, again, status=refusal.http_status, **page)


def _title(refusal: Refusal) -> str:
    if isinstance(refusal, LookUpWaiting):
        return f"{refusal.data['until']}まで、しばらくお待ちください"
    if isinstance(refusal, KeyRevoked):
        return "この認証キーは、再発行により使えなくなりました"
    if isinstance(refusal, OneMoreStep):
        return "10秒ほど待ってから、もう一度入力してください"
    return "保証証書を確認できませんでした"


def _page(request: HttpRequest, form: LookUpForm, *, status: int = 200, **more: object) -> HttpResponse:
    agent = request.headers.get("User-Agent", "")
    page = {"form": form, "ie_mode": any(word in agent for word in _IE_MODE), **more}
    return render(request, "orderer/entrance.html", page, status=status)


@open_to_anyone(_NO_ACCOUNT)
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """終了する: close what was opened, in the register and in the browser."""
    held = viewing.current(request)
    if held is not None:
        end_viewing(held.look_up_id, by=viewing.CLERK, at=now())
    response = redirect("orderer:ended")
    viewing.end(response)
    response["Clear-Site-Data"] = '"cache"'
    return response


@open_to_anyone(_NO_ACCOUNT)
@require_GET
def ended(request: HttpRequest) -> HttpResponse:
    """After 終了する."""
    return render(request, "orderer/ended.html")


@open_to_anyone(_NO_ACCOUNT)
@require_GET
def viewing_over(request: HttpRequest) -> HttpResponse:
    """Where a browser without permission ends up: after 終了する and Back, after half an hour, after a reissue."""
    return render(request, "orderer/viewing_over.html", {"form": LookUpForm()})
