"""利用開始: the code of the letter becomes a password; then the person is signed in."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from hosho.domain.refusals import AccessRefused, SignInWaiting
from hosho.lib.clock import now
from hosho.parties.actions.activate import activate
from hosho.parties.actor import Actor
from hosho.parties.roles import Side
from hosho.portals.account.destinations import home_of
from hosho.portals.account.forms import password_field
from hosho.portals.account.signed_in import policy_demands_factor, signed_in
from hosho.portals.guards import open_to_anyone
from hosho.ui import fields
from hosho.ui.forms import Form

VISITOR = Actor(side=Side.SYSTEM, name="利用開始の手続きをする方")
ADVICE = "12文字以上。文字の種類の決まりはありません。長い文や、関係のない言葉をいくつか並べたものが覚えやすく安全です。"


class ActivationForm(Form):
    login = fields.CleanTextField(
        label="お客様ID",
        most=100,
        width="m",
        autocomplete="username",
        help_text="お知らせに書いてある番号です。例：10000012-01",
    )
    activation_code = fields.CleanTextField(
        label="利用開始コード",
        most=60,
        width="m",
        help_text="お知らせに書いてある16けたの数字です。全角でも、間を空けても入力できます。",
    )
    password = password_field("新しいパスワード", kind="new-password", help_text=ADVICE)
    again = password_field("新しいパスワード（もう一度）", kind="new-password")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("password") and cleaned.get("again") and cleaned["password"] != cleaned["again"]:
            self.add_error("again", "2つの新しいパスワードが違います。もう一度入力してください。")
        return cleaned


@open_to_anyone("the letter's code is the proof; tries are counted")
@sensitive_post_parameters("password", "again", "activation_code")
def activation_page(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(home_of(request.user))
    form = ActivationForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            return _activate(request, form)
        except AccessRefused as refusal:
            form.add_refusal(refusal)
            status = 429 if isinstance(refusal, SignInWaiting) else 422
    return render(request, "account/activate.html", {"form": form}, status=status)


def _activate(request: HttpRequest, form: ActivationForm) -> HttpResponse:
    entered = form.cleaned_data
    person = activate(
        entered["login"],
        by=VISITOR,
        at=now(),
        code=entered["activation_code"],
        password=entered["password"],
        address=get_adapter(request).get_client_ip(request),
    )
    login = Login(user=person, redirect_url=reverse("account_activated"))
    response: HttpResponse = perform_password_login(request, {"username": person.login_id}, login)
    return response


@signed_in
def activated_page(request: HttpRequest) -> HttpResponse:
    """After the first password: the second factor, demanded or recommended."""
    context = {"required": policy_demands_factor(), "home": home_of(request.user)}
    return render(request, "account/activated.html", context)
