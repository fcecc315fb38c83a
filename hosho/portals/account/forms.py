"""allauth's forms in our dress: their checks, our words and controls (named in settings)."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ReauthenticateForm as BaseReauthenticateForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm as BaseAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as BaseFactorAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm as BaseActivateForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm as BaseAddKeyForm
from allauth.mfa.webauthn.forms import EditWebAuthnForm as BaseEditKeyForm
from django import forms
from django.core.cache import cache

from hosho.lib.text import fold_code_bare
from hosho.parties.models import Person
from hosho.ui import fields
from hosho.ui.forms import Form

_REMEMBER_SECONDS = 180


def password_field(label: str, *, kind: str = "current-password", **options: Any) -> forms.CharField:
    """A password as typed, spaces and all. `kind`: the autocomplete word, current-password or new-password."""
    widget = forms.PasswordInput(attrs={"autocomplete": kind})
    return forms.CharField(label=label, strip=False, widget=widget, **options)


class CodeField(fields.TypedField):
    """A code of six digits, or an emergency code of eight; full-width and gaps are fine."""

    input_mode = "numeric"
    width = "s"
    numeric = True

    def to_python(self, value: Any) -> str:
        return fold_code_bare(super().to_python(value) or "")


def code_field(label: str = "確認コード", **options: Any) -> CodeField:
    return CodeField(label=label, autocomplete="one-time-code", **options)


class OnceOnly:
    """A code that was right is never right again: with one step of tolerance it would be valid for 90 seconds, and
    allauth remembers used codes for 30.
    """

    user: Person

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        if not cache.add(f"hosho.used_code:{self.user.pk}:{code}", "y", timeout=_REMEMBER_SECONDS):
            raise get_adapter().validation_error("incorrect_code")
        return code


class ReauthenticateForm(Form, BaseReauthenticateForm):  # type: ignore[misc]
    password = password_field("パスワード")


class AuthenticateForm(OnceOnly, Form, BaseAuthenticateForm):  # type: ignore[misc]
    code = code_field(
        help_text="確認アプリに表示されている6けたの数字です。緊急用コード（8けた）も使えます。"
    )


class FactorAgainForm(OnceOnly, Form, BaseFactorAgainForm):  # type: ignore[misc]
    code = code_field(
        help_text="確認アプリに表示されている6けたの数字です。緊急用コード（8けた）も使えます。"
    )


class ActivateTotpForm(Form, BaseActivateForm):  # type: ignore[misc]
    code = code_field(help_text="確認アプリに、いま表示されている6けたの数字です。")


class AddKeyForm(Form, BaseAddKeyForm):  # type: ignore[misc]
    name = fields.CleanTextField(
        label="名前",
        most=60,
        width="m",
        required=False,
        help_text="あとで見分けるための名前です。例：金庫の鍵",
    )


class EditKeyForm(Form, BaseEditKeyForm):  # type: ignore[misc]
    name = fields.CleanTextField(label="名前", most=60, width="m")
