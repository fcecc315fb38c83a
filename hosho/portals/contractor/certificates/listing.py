"""The list by 保証契約番号, and what is to be done now."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from hosho.domain.kinds import GuaranteeKind
from hosho.guarantees.queries import certificates
from hosho.guarantees.queries.certificates import Search
from hosho.guarantees.queries.handing_in import guide
from hosho.guarantees.queries.progress import PATIENCE_DAYS
from hosho.lib.clock import now
from hosho.portals.contractor.certificates.doors import FOR_KEYS, may_read
from hosho.portals.guards import actor_of
from hosho.ui import fields
from hosho.ui.forms import Form


class SearchForm(Form):
    text = fields.CleanTextField(
        label="探すことば", required=False, most=100, width="l", help_text="番号、工事名、発注者名の一部"
    )
    kind = forms.ChoiceField(
        label="保証の種類",
        required=False,
        choices=[("", "すべて"), *((k.value, k.label) for k in GuaranteeKind if k.has_certificate)],
    )
    waiting = forms.ChoiceField(
        label="提出の状態", required=False, choices=[("", "すべて"), ("1", "まだ提出していないもの")]
    )


@may_read
def listing(request: HttpRequest) -> HttpResponse:
    """電子証書の一覧."""
    actor, at = actor_of(request), now()
    form = SearchForm(request.GET)
    search = _search(form, request.GET)
    found = certificates.page(actor, search)
    query = request.GET.copy()
    query["after"] = str(found.next_after or "")
    page = {
        "form": form,
        "page": found,
        "next_query": query.urlencode() if found.next_after else "",
        "narrowed": bool(search.text or search.kind or search.not_handed_in),
        "first_page": search.after is None,
        "in_preparation": certificates.in_preparation(actor),
        "overlooked": [(each, guide(each).contact) for each in certificates.waiting_for_a_look(actor, at=at)],
        "may_hand_in": actor.may(*FOR_KEYS),
        "patience": PATIENCE_DAYS,
        "at": at,
        "who": f"{actor.organisation_name}　{actor.name}",
    }
    return render(request, "contractor/certificates/list.html", page)


def _search(form: SearchForm, query: QueryDict) -> Search:
    typed = form.cleaned_data if form.is_valid() else {}
    return Search(
        text=typed.get("text", ""),
        kind=typed.get("kind", ""),
        not_handed_in=bool(typed.get("waiting")),
        after=_uuid(query.get("after", "")),
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
