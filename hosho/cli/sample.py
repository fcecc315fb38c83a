"""The sample data of the demo: people, the surety as the register knows it, and how they sign in."""

from __future__ import annotations

import json

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.db import transaction

from hosho.cli import sample_people
from hosho.lib.columns import columns
from hosho.parties.models import Person
from hosho.parties.roles import Side
from hosho.register.models import RegisteredSurety, SealCertificate

SECOND_FACTOR_LOGIN = "10000020-01"
SECOND_FACTOR_SECRET = "MIHONMIHONMIHONMIHONMIHONMIHON22"  # noqa: S105
"""Base32, as an authenticator app takes it. Open like every sample password."""


def load() -> None:
    """Make what is missing; a second start changes nothing. Settings name the sealing certificate to register."""
    with transaction.atomic():
        people = sample_people.people()
        give_second_factor(people[SECOND_FACTOR_LOGIN])
        if (settings.HOSHO_SEAL_FOLDER / "seal.pem").exists():
            register_surety()
    write_logins()


def write_logins() -> None:
    """Put the logins where the demo's home page finds them; it may not import the command line."""
    homes = {Side.CONTRACTOR: "/enet/", Side.SURETY: "/desk/", Side.OPERATOR: "/operator/"}
    shown = {
        "password": sample_people.PASSWORD,
        "second_factor_login": SECOND_FACTOR_LOGIN,
        "second_factor_secret": SECOND_FACTOR_SECRET,
        "logins": [
            {
                "login_id": login.login_id,
                "name": login.name,
                "roles": "・".join(role.label for role in login.roles),
                "home": homes[login.side],
                "remark": login.remark,
            }
            for login in sample_people.LOGINS
        ],
    }
    text = json.dumps(shown, ensure_ascii=False, indent=1)
    (settings.HOSHO_HOME / "sample-logins.json").write_text(text, encoding="utf-8")


def give_second_factor(person: Person) -> None:
    """The sample account that shows the second factor."""
    if not Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(person, SECOND_FACTOR_SECRET)


def register_surety() -> RegisteredSurety:
    """Make the surety and its sealing certificate known to the register of this installation."""
    surety, _ = RegisteredSurety.objects.get_or_create(
        code=settings.SURETY["code"],
        defaults={"name": settings.SURETY["name"], "phone": settings.SURETY["phone"]},
    )
    (certificate, *_) = x509.load_pem_x509_certificates(
        (settings.HOSHO_SEAL_FOLDER / "seal.pem").read_bytes()
    )
    SealCertificate.objects.get_or_create(
        fingerprint=certificate.fingerprint(hashes.SHA256()).hex(),
        defaults={
            "surety": surety,
            "pem": certificate.public_bytes(encoding=Encoding.PEM).decode(),
            "valid_from": certificate.not_valid_before_utc,
            "valid_to": certificate.not_valid_after_utc,
        },
    )
    return surety


def logins_table() -> str:
    """Who can sign in, as text in columns; the password is the same for all."""
    lines = [
        (login.login_id, login.name, "・".join(role.label for role in login.roles), login.remark)
        for login in sample_people.LOGINS
    ]
    widths = [max(columns(line[place]) for line in lines) for place in range(3)]
    shown = [
        "  "
        + "  ".join(_padded(text, width) for text, width in zip(line, [*widths, 0], strict=True)).rstrip()
        for line in lines
    ]
    return "\n".join(
        [
            f"見本のお客様IDと職員ID（パスワードはすべて {sample_people.PASSWORD}）",
            *shown,
            f"  {SECOND_FACTOR_LOGIN} の確認アプリに入れるキー：{SECOND_FACTOR_SECRET}",
        ]
    )


def _padded(text: str, width: int) -> str:
    return text + " " * (width - columns(text))
