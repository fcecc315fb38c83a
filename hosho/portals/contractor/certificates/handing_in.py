"""提出の記録: what was handed in when, and what came back from the orderer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from hosho.domain.kinds import GuaranteeKind
from hosho.domain.refusals import NotAllowed, Refusal
from hosho.domain.rulebook.route_codes import Method
from hosho.guarantees.actions.record_hand_in import record_hand_in
from hosho.guarantees.queries import progress
from hosho.guarantees.queries.certificates import Guarantee
from hosho.guarantees.queries.handing_in import Guide, guide
from hosho.guarantees.queries.history import answer_sentence
from hosho.lib.clock import now, today_in_japan
from hosho.portals.contractor.certificates.doors import FOR_KEYS, electronic_of, may_read
from hosho.portals.guards import actor_of
from hosho.ui import fields, once
from hosho.ui.forms import Form

_USUAL = (Method.BRING, Method.FAX, Method.POST, Method.EMAIL, Method.WEB_FORM)


class HandInForm(Form):
    on = fields.EraDateField(label="提出した日")
    way = forms.ChoiceField(label="提出の方法", widget=forms.RadioSelect)
    department = fields.CleanTextField(label="提出先の課・係", most=100, room=100, width="l")
    person = fields.CleanTextField(
        label="受け取った方のお名前", required=False, most=100, room=100, width="m"
    )

    def __init__(self, *args: Any, how: Guide, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = how.ways or tuple(method.label for method in _USUAL)
        self.fields["way"].choices = [(way, way) for way in (*ways, "そのほか")]  # type: ignore[attr-defined]


@may_read
def hand_in(request: HttpRequest, guarantee_id: UUID) -> HttpResponse:
    """Everybody in the company reads the record; those who hand in write it."""
    guarantee = electronic_of(request, guarantee_id)
    actor, how = actor_of(request), guide(guarantee)
    if request.method == "POST" and not actor.may(*FOR_KEYS):
        raise NotAllowed
    if done := once.led_to(request):
        return redirect(done)
    initial = {"on": today_in_japan(now()), "department": how.department}
    form = HandInForm(request.POST or None, how=how, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            record_hand_in(guarantee, by=actor, at=now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return redirect(once.remember(request, reverse("certificates:hand_in", args=[guarantee.pk])))
    page = _about(guarantee, how) | {"form": form, "may_hand_in": actor.may(*FOR_KEYS)}
    return render(request, "contractor/certificates/hand_in.html", page, status=422 if form.errors else 200)


def _about(guarantee: Guarantee, how: Guide) -> dict[str, Any]:
    at = now()
    counting = progress.hand_in_that_counts(guarantee)
    return {
        "guarantee": guarantee,
        "kind": GuaranteeKind(guarantee.kind),
        "guide": how,
        "hand_ins": progress.hand_ins(guarantee)[::-1],
        "answers": [(answer, answer_sentence(answer)) for answer in guarantee.orderer_answers.all()][::-1],
        "progress": progress.progress_of(guarantee),
        "overlooked": progress.is_overlooked(guarantee, at=at),
        "expected_by": progress.look_expected_by(counting.on) if counting else None,
        "counting": counting,
        "at": at,
    }
