"""Where allauth asks us: who may sign in where, what is said, and that a login from a new browser is told by letter."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse

from hosho.domain.refusals import AccountClosed, Refusal
from hosho.lib.clock import now
from hosho.parties.actions.record_sign_in import record_sign_in
from hosho.parties.models import Person
from hosho.parties.roles import Side
from hosho.parties.sign_in import in_use, password_again
from hosho.portals.account import devices
from hosho.portals.account.destinations import home_of, safe_next


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-up is closed: a company applies for an ID and the surety approves it."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": "一致しない入力が続きました。5分ほど待ってから、もう一度入力してください。",
        "rate_limited": "一致しない入力が続きました。5分ほど待ってから、もう一度入力してください。",
        "incorrect_password": "パスワードが一致しません。もう一度入力してください。",
        "second_factor_needed": "確認アプリ、パスキー、緊急用コードのいずれかで確認してください。",
        "enter_current_password": "いまのパスワードが一致しません。もう一度入力してください。",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The person's own home."""
        return home_of(request.user)

    def pre_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse | None:
        """The last look before anybody is signed in, whichever way they came (password, passkey)."""
        if not in_use(user):
            raise AccountClosed
        return None

    def post_login(
        self, request: HttpRequest, user: Person, *, redirect_url: str | None, **kwargs: Any
    ) -> HttpResponse:
        """Note the login, tell the person when the browser is new, and go on."""
        wanted = safe_next(request, redirect_url, side=Side(user.side)) or home_of(user)
        response: HttpResponse = super().post_login(request, user, redirect_url=wanted, **kwargs)
        known = user.pk in devices.known_people(request)
        record_sign_in(
            user,
            by=user.actor(),
            at=now(),
            new_device="" if known else devices.in_words(request),
            address=self.get_client_ip(request),
        )
        devices.remember(request, response, user.pk)
        return response

    def get_reauthentication_methods(self, user: Person) -> list[dict[str, Any]]:
        """Step-up asks for what the login was made stronger with: whoever has a second factor shows it again."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        factors = [method for method in methods if method["id"] != "reauthenticate"]
        return factors or methods

    def reauthenticate(self, user: Person, password: str) -> bool:
        """Step-up by password, for people without a second factor. Misses are counted for the person."""
        if is_mfa_enabled(user):
            raise self.validation_error("second_factor_needed")
        try:
            return password_again(user, password, at=now())
        except Refusal as refusal:
            raise self.validation_error("too_many_login_attempts") from refusal

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Allauth's own remarks stay away; each of our pages says what happened."""
