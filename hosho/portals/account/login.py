"""ログイン and ログアウト."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from hosho.domain.refusals import AccessRefused, SignInWaiting
from hosho.lib.clock import now
from hosho.parties.roles import Side
from hosho.parties.sign_in import sign_in
from hosho.portals.account import devices
from hosho.portals.account.destinations import home_of, safe_next
from hosho.portals.account.forms import password_field
from hosho.portals.guards import open_to_anyone
from hosho.ui import fields
from hosho.ui.forms import Form

LONGEST_PASSWORD = 1000


class LoginForm(Form):
    """お客様ID and password; what is wrong with them only the action knows."""

    login = fields.CleanTextField(
        label="お客様ID",
        most=100,
        width="m",
        autocomplete="username",
        help_text="8けたの番号、またはハイフンと利用者の番号を付けた形です。例：10000012-01。全角でも入力できます。",
    )
    password = password_field("パスワード")


@open_to_anyone("the sign-in itself")
@sensitive_post_parameters("password")
def login_page(request: HttpRequest) -> HttpResponse:
    """Ask for ID and password, then maybe for a second factor, then go on to `next`."""
    wanted = safe_next(request, request.POST.get("next") or request.GET.get("next"))
    if request.user.is_authenticated:
        return redirect(safe_next(request, wanted, side=Side(request.user.side)) or home_of(request.user))
    form = LoginForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _sign_in(request, form, wanted)
            except AccessRefused as refusal:
                form.add_refusal(refusal)
                status = 429 if isinstance(refusal, SignInWaiting) else 422
    return render(request, "account/login.html", {"form": form, "next": wanted}, status=status)


def _sign_in(request: HttpRequest, form: LoginForm, wanted: str | None) -> HttpResponse:
    person = sign_in(
        form.cleaned_data["login"],
        form.cleaned_data["password"][:LONGEST_PASSWORD],
        address=get_adapter(request).get_client_ip(request),
        known_people=devices.known_people(request),
        at=now(),
    )
    login = Login(user=person, redirect_url=wanted)
    response: HttpResponse = perform_password_login(request, {"username": person.login_id}, login)
    return response


@open_to_anyone("whoever is signed in may leave; for others nothing happens")
@require_POST
def logout_page(request: HttpRequest) -> HttpResponse:
    """End the session at the server; the answer also empties the browser's cache."""
    logout(request)
    wanted = safe_next(request, request.POST.get("next"))
    return redirect(wanted or "account_logged_out")


@open_to_anyone("says that the session has ended")
def logged_out_page(request: HttpRequest) -> HttpResponse:
    return render(request, "account/logged_out.html")
