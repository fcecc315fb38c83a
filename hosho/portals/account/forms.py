"""allauth's forms in our dress: their checks, our words and controls (named in settings)."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ReauthenticateForm as BaseReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm as BaseAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as BaseFactorAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm as BaseActivateForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm as BaseAddKeyForm
from allauth.mfa.webauthn.forms import EditWebAuthnForm as BaseEditKeyForm
from django import forms

from hosho.lib.text import fold_code_bare
from hosho.ui import fields
from hosho.ui.forms import Form


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


class ReauthenticateForm(Form, BaseReauthenticateForm):  # type: ignore[misc]
    password = password_field("パスワード")


class AuthenticateForm(Form, BaseAuthenticateForm):  # type: ignore[misc]
    code = code_field(
        help_text="確認アプリに表示されている6けたの数字です。緊急用コード（8けた）も使えます。"
    )


class FactorAgainForm(Form, BaseFactorAgainForm):  # type: ignore[misc]
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
