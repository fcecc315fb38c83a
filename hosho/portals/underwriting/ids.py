"""ID申込: look beside what may be the same company, approve or decline."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from hosho.domain.corporate_number import format_corporate_number
from hosho.domain.refusals import Refusal
from hosho.lib.clock import now
from hosho.parties.actions.approve_id import approve_id
from hosho.parties.actions.decline_id import decline_id
from hosho.parties.models import Contractor, IdApplication
from hosho.parties.people import DESK_ROLES
from hosho.parties.queries import id_application, id_applications, letters_due, possible_duplicates
from hosho.parties.roles import Role
from hosho.portals.guards import actor_of
from hosho.portals.underwriting.pages import acting, form_page, only_post
from hosho.ui import fields, once
from hosho.ui.forms import Form

MOST_DECIDED = 30


class DeclineForm(Form):
    reason = fields.CleanTextField(
        label="見送りの理由", most=500, lines=4, help_text="社内の記録です。申込者には、電話で説明します。"
    )


@acting(*DESK_ROLES)
def applications_page(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    context = {
        "waiting": id_applications(actor, state=IdApplication.State.SUBMITTED),
        "decided": id_applications(actor)[:MOST_DECIDED],
        "letters": letters_due(actor).count(),
    }
    return render(request, "underwriting/ids/applications.html", context)


@acting(*DESK_ROLES)
def application_page(request: HttpRequest, application_id: int) -> HttpResponse:
    return _show(request, application_id)


@acting(*DESK_ROLES)
@only_post
def approve(request: HttpRequest, application_id: int) -> HttpResponse:
    """Grant the ID; a refusal is shown on the application's own page."""
    if done := once.led_to(request):
        return redirect(done)
    try:
        approve_id(application_id, by=actor_of(request), at=now())
    except Refusal as refusal:
        if refusal.http_status == 404:
            raise
        return _show(request, application_id, refusal=refusal)
    return redirect(once.remember(request, reverse("underwriting:id_application", args=[application_id])))


@acting(*DESK_ROLES)
def decline_page(request: HttpRequest, application_id: int) -> HttpResponse:
    actor = actor_of(request)
    application = id_application(application_id, actor)
    form = DeclineForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        decline_id(application.pk, by=actor, at=now(), reason=form.cleaned_data["reason"])
        return reverse("underwriting:ids")

    return form_page(
        request, form, act, template="underwriting/ids/decline.html", context={"application": application}
    )


def _show(request: HttpRequest, application_id: int, *, refusal: Refusal | None = None) -> HttpResponse:
    actor = actor_of(request)
    application = id_application(application_id, actor)
    open_ = application.state == IdApplication.State.SUBMITTED
    alike = possible_duplicates(application.answers, actor) if open_ else []
    context = {
        "application": application,
        "open": open_,
        "rows": rows_beside(application.answers, alike),
        "alike": alike,
        "users": [
            {**user, "role_words": "・".join(Role(role).label for role in user["roles"])}
            for user in application.answers["users"]
        ],
        "people": application.contractor.people.order_by("login_id") if application.contractor else [],
        "refused": refusal.sentence if refusal else "",
    }
    return render(
        request, "underwriting/ids/application.html", context, status=refusal.http_status if refusal else 200
    )


def rows_beside(answers: dict[str, Any], alike: list[Contractor]) -> list[dict[str, Any]]:
    """One row a fact: what was applied for, and the same fact of each company that may be the same one."""
    company, representative, office = answers["company"], answers["representative"], answers["office"]
    facts = [
        ("お客様ID", "（新規）", [c.customer_number for c in alike]),
        ("商号または名称", company["name"], [c.name for c in alike]),
        ("フリガナ", company["kana"], [c.kana for c in alike]),
        ("法人番号", _number(company["corporate_number"]), [_number(c.corporate_number) for c in alike]),
        ("建設業許可番号", company["licence"], [c.licence for c in alike]),
        (
            "代表者",
            f"{representative['title']}　{representative['name']}",
            [f"{c.representative_title}　{c.representative}" for c in alike],
        ),
        ("郵便番号", office["postal_code"], [c.postal_code for c in alike]),
        ("本店の所在地", office["address"], [c.address for c in alike]),
        ("電話番号", office["phone"], [c.phone for c in alike]),
        ("FAX番号", office["fax"], [c.fax for c in alike]),
    ]
    return [
        {
            "label": label,
            "value": value,
            "others": [(other, bool(value) and other == value) for other in others],
        }
        for label, value, others in facts
    ]


def _number(digits: str) -> str:
    return format_corporate_number(digits) if digits else ""
