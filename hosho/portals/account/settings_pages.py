"""ログインの設定: factors, password, other sessions, what happened lately."""

from __future__ import annotations

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from hosho.domain.refusals import AccessRefused, NotFound
from hosho.lib.clock import now
from hosho.parties.actions.change_password import change_password
from hosho.parties.actions.end_sessions import end_sessions
from hosho.parties.models import Person
from hosho.parties.queries import has_second_factor, recent_acts
from hosho.parties.roles import Role
from hosho.portals.account.activation import ADVICE
from hosho.portals.account.destinations import home_of
from hosho.portals.account.forms import password_field
from hosho.portals.account.signed_in import signed_in
from hosho.portals.guards import actor_of
from hosho.ui.forms import Form

ACT_WORDS = {
    "signed_in": "ログイン",
    "password_changed": "パスワードの変更",
    "activated": "利用開始の手続き",
    "sessions_ended": "ほかの端末のログアウト",
}


class PasswordForm(Form):
    old = password_field("いまのパスワード")
    new = password_field("新しいパスワード", kind="new-password", help_text=ADVICE)
    again = password_field("新しいパスワード（もう一度）", kind="new-password")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("new") and cleaned.get("again") and cleaned["new"] != cleaned["again"]:
            self.add_error("again", "2つの新しいパスワードが違います。もう一度入力してください。")
        return cleaned


@signed_in
def settings_page(request: HttpRequest) -> HttpResponse:
    actor, person = actor_of(request), _person(request)
    acts = [(entry.at, ACT_WORDS.get(entry.act, entry.act), entry.source) for entry in recent_acts(actor)]
    context = {
        "who": person,
        "roles": "・".join(role.label for role in Role if role in actor.roles),
        "factor": has_second_factor(person),
        "acts": acts,
        "home": home_of(person),
        "administers": actor.may(Role.COMPANY_ADMINISTRATOR),
    }
    return render(request, "account/settings.html", context)


@signed_in
@sensitive_post_parameters("old", "new", "again")
def password_page(request: HttpRequest) -> HttpResponse:
    form = PasswordForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        person = _person(request)
        try:
            change_password(
                person,
                by=actor_of(request),
                at=now(),
                old=form.cleaned_data["old"],
                new=form.cleaned_data["new"],
            )
        except AccessRefused as refusal:
            form.add_refusal(refusal)
        else:
            person.refresh_from_db()
            update_session_auth_hash(request, person)
            messages.success(request, "パスワードを変えました。ほかの端末は、すべてログアウトしました。")
            return redirect("account_settings")
    return render(request, "account/password.html", {"form": form}, status=422 if form.errors else 200)


@signed_in
@require_POST
def end_sessions_page(request: HttpRequest) -> HttpResponse:
    count = end_sessions(_person(request), by=actor_of(request), at=now(), keep=request.session.session_key)
    messages.success(
        request,
        f"ほかの端末を{count}件、ログアウトしました。"
        if count
        else "ほかにログインしている端末はありません。",
    )
    return redirect("account_settings")


@signed_in
def totp_picture(request: HttpRequest) -> HttpResponse:
    """The QR code of the secret being set up, as a file of its own, because pages carry no inline pictures."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise NotFound
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(_person(request), secret))
    return HttpResponse(picture, content_type="image/svg+xml")


def _person(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user
