"""会社の設定: a company's administrators look after its people."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from hosho.domain.refusals import Refusal
from hosho.lib.clock import now
from hosho.parties.actions.add_person import add_person
from hosho.parties.actions.change_roles import change_roles
from hosho.parties.actions.close_account import close_account
from hosho.parties.actions.end_sessions import end_sessions
from hosho.parties.actions.request_letter import request_letter
from hosho.parties.queries import company_of, people_of, person_of_company
from hosho.parties.roles import CONTRACTOR_ROLES, Role, Side
from hosho.portals.guards import actor_of, guard
from hosho.ui import fields, once
from hosho.ui.forms import Form

administrator = guard(Side.CONTRACTOR, Role.COMPANY_ADMINISTRATOR)
_HINTS = {
    Role.APPLICANT: "保証の申込、電子証書と認証キーの確認",
    Role.READER: "申込の状況と電子証書を見る",
    Role.COMPANY_ADMINISTRATOR: "利用者の追加・停止、会社の設定",
}


class RolesForm(Form):
    roles = forms.MultipleChoiceField(
        label="できること",
        widget=forms.CheckboxSelectMultiple,
        choices=[(role.value, f"{role.label}（{_HINTS[role]}）") for role in CONTRACTOR_ROLES],
    )

    def chosen(self) -> list[Role]:
        return [Role(role) for role in self.cleaned_data["roles"]]


class PersonForm(RolesForm):
    name = fields.CleanTextField(label="氏名", most=60, room=100, width="m")
    kana = fields.CleanTextField(label="フリガナ", most=60, room=100, width="m")
    email = fields.EmailField(label="メールアドレス", autocomplete="off")
    field_order = ("name", "kana", "email", "roles")


@administrator
def company_page(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    company = company_of(actor)
    return render(request, "account/company.html", {"company": company, "people": people_of(company, actor)})


@administrator
def add_person_page(request: HttpRequest) -> HttpResponse:
    if done := once.led_to(request):
        return redirect(done)
    form = PersonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        entered = {name: form.cleaned_data[name] for name in ("name", "kana", "email")}
        actor = actor_of(request)
        person = add_person(company_of(actor), by=actor, at=now(), roles=form.chosen(), **entered)
        messages.success(
            request,
            f"{person.name}様（{person.login_id}）を追加しました。利用開始コードを郵便でお送りします。",
        )
        return redirect(once.remember(request, reverse("account_company")))
    return render(request, "account/add_person.html", {"form": form}, status=422 if form.errors else 200)


@administrator
def person_page(request: HttpRequest, person_id: int) -> HttpResponse:
    """One person: roles; and by other buttons of the page a letter, other sessions, the end."""
    actor = actor_of(request)
    person = person_of_company(person_id, actor)
    deed = request.POST.get("deed", "") if request.method == "POST" else ""
    form = RolesForm(request.POST if deed == "roles" else None, initial={"roles": person.roles})
    refused = ""
    try:
        if deed == "roles" and form.is_valid():
            change_roles(person.pk, by=actor, at=now(), roles=form.chosen())
            return _said(request, f"{person.name}様の「できること」を変えました。")
        if deed == "letter":
            request_letter(person.pk, by=actor, at=now())
            return _said(
                request, f"{person.name}様の利用開始コードを、本店の所在地あてに郵便でお送りします。"
            )
        if deed == "sessions":
            end_sessions(person, by=actor, at=now())
            return _said(request, f"{person.name}様を、すべての端末でログアウトしました。")
        if deed == "close":
            close_account(person.pk, by=actor, at=now())
            return _said(request, f"{person.name}様の利用を停止しました。")
    except Refusal as refusal:
        refused = refusal.sentence
    context = {"who": person, "form": form, "refused": refused, "own": person.pk == actor.person_id}
    return render(request, "account/person.html", context, status=422 if refused or form.errors else 200)


def _said(request: HttpRequest, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("account_company")
