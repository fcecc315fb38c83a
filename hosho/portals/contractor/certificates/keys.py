"""認証キーの表示: interruption, step-up, the key for three minutes, its notice, and a new key."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from hosho.domain.kinds import GuaranteeKind
from hosho.domain.refusals import Refusal
from hosho.guarantees import papers
from hosho.guarantees.actions.display_key import display_key
from hosho.guarantees.actions.print_key_notice import print_key_notice
from hosho.guarantees.actions.reissue_key import reissue_key
from hosho.guarantees.queries import certificates
from hosho.guarantees.queries.certificates import Guarantee
from hosho.guarantees.queries.handing_in import guide
from hosho.guarantees.queries.progress import hand_ins, newest_key
from hosho.lib.clock import now
from hosho.portals.contractor.certificates.doors import electronic_of, may_hand_in, step_up
from hosho.portals.contractor.certificates.files import as_download, file_name
from hosho.portals.guards import actor_of
from hosho.ui import fields, once
from hosho.ui.forms import Form

SHOWN_FOR = timedelta(minutes=3)


@may_hand_in
def key(request: HttpRequest, guarantee_id: UUID) -> HttpResponse:
    """By GET what is about to happen (M7), by POST the key. The address is the same and says nothing."""
    guarantee = electronic_of(request, guarantee_id)
    page = _about(guarantee)
    if request.method != "POST":
        page |= {"hidden_again": "hidden" in request.GET, "newest": newest_key(guarantee)}
        return render(request, "contractor/certificates/key_ask.html", page)
    step_up(request)
    at = now()
    shown = display_key(guarantee, by=actor_of(request), at=at)
    page |= {"key": shown, "displays": certificates.displays(guarantee), "hidden_at": at + SHOWN_FOR}
    response = render(request, "contractor/certificates/key.html", page)
    response["Refresh"] = f"{SHOWN_FOR.seconds}; url={_key_url(guarantee)}?hidden=1"
    return response


@may_hand_in
def key_notice(request: HttpRequest, guarantee_id: UUID) -> HttpResponse:
    """「認証キー等のお知らせ」 as PDF, made now and kept nowhere. Its address alone leads to the interruption page."""
    guarantee = electronic_of(request, guarantee_id)
    if request.method != "POST":
        return redirect(_key_url(guarantee))
    step_up(request)
    paper = print_key_notice(guarantee, by=actor_of(request), at=now())
    return as_download(papers.renderer().key_notice(paper), file_name("認証キー等のお知らせ", guarantee))


class ReasonForm(Form):
    reason = fields.CleanTextField(label="再発行の理由", most=100, help_text="例：FAXの送り先を間違えたため")


@may_hand_in
def reissue(request: HttpRequest, guarantee_id: UUID) -> HttpResponse:
    """認証キーの再発行: warn what it makes useless, ask why, then make a new key."""
    guarantee = electronic_of(request, guarantee_id)
    if done := once.led_to(request):
        return redirect(done)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        step_up(request)
        try:
            reissue_key(guarantee, by=actor_of(request), at=now(), reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return redirect(once.remember(request, reverse("certificates:reissued", args=[guarantee.pk])))
    page = _about(guarantee) | {"form": form}
    return render(request, "contractor/certificates/reissue.html", page, status=422 if form.errors else 200)


@may_hand_in
def reissued(request: HttpRequest, guarantee_id: UUID) -> HttpResponse:
    """認証キーを再発行しました (M8)."""
    guarantee = electronic_of(request, guarantee_id)
    newest = newest_key(guarantee)
    if newest is None or newest.serial == 1:
        return redirect(_key_url(guarantee))
    page = _about(guarantee) | {"newest": newest}
    return render(request, "contractor/certificates/reissued.html", page)


def _about(guarantee: Guarantee) -> dict[str, Any]:
    handed = hand_ins(guarantee)
    return {
        "guarantee": guarantee,
        "kind": GuaranteeKind(guarantee.kind),
        "guide": guide(guarantee),
        "displays": certificates.displays(guarantee),
        "last_hand_in": handed[-1] if handed else None,
    }


def _key_url(guarantee: Guarantee) -> str:
    return reverse("certificates:key", args=[guarantee.pk])
