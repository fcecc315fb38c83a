"""Second factors, as allauth keeps them for us: Japanese words, secrets encrypted in the database."""

from __future__ import annotations

import base64

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings

from hosho.parties.models import Person


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Named in settings as MFA_ADAPTER."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": "2段階の確認が必要なため、最後の1つは外せません。先に別の方法を登録してください。",
        "cannot_generate_recovery_codes": "先に、確認アプリかセキュリティキーを登録してください。",
        "incorrect_code": "コードが一致しません。いま表示されているコードを、もう一度入力してください。",
    }

    def get_totp_label(self, user: Person) -> str:
        """What the app shows under the issuer."""
        return str(user.login_id)

    def _get_user_identifier(self, user: Person) -> str:
        return str(user.login_id)

    def encrypt(self, text: str) -> str:
        """Under the installation's key: a copied database gives nobody a working code."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Where the surety demands a factor, the last one stays."""
        if not settings.SURETY["policy"]["second_factor_required"]:
            return True
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
        return bool(others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:  # noqa: A002
        """A name to begin with; the person may write 金庫の鍵."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"セキュリティキー{count + 1}"

    def _get_site_name(self) -> str:
        return str(settings.HOSHO_SERVICE_NAME)


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(settings.KEY_ENCRYPTION_KEY))
