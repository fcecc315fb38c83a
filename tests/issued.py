"""Guarantees that are really issued, with a stated fee, and a client that has answered the step-up."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.internal.flows import login as login_flow
from django.test import Client

from hosho.cli import sample_people
from hosho.guarantees import custody
from hosho.guarantees.actions.conclude import conclude
from hosho.guarantees.models import Guarantee
from hosho.parties.actor import SYSTEM
from tests.builders import AT, World, accepted

QUOTES = [
    {
        "kind": "CONTRACT",
        "amount_yen": 4_895_000,
        "fee_yen": 20_000,
        "tariff_version": "見本-2024-04",
        "lines": ["4,895,000円 × 0.40% = 19,580円", "100円未満を切り上げ 20,000円"],
        "sample": True,
        "taxed": False,
    },
    {
        "kind": "ADVANCE_PAYMENT",
        "amount_yen": 19_580_000,
        "fee_yen": 80_000,
        "tariff_version": "見本-2024-04",
        "lines": [{"text": "19,580,000円までの分 80,000円", "amount_yen": 80_000}],
        "sample": True,
        "taxed": False,
    },
]


def issue(world: World, *, login: str = "10000012-01", **pages: dict[str, Any]) -> dict[str, Guarantee]:
    """Conclude and issue an application; its guarantees by kind."""
    application = accepted(by=sample_people.people()[login], **pages)
    application.fee.quotes = QUOTES
    application.fee.save(update_fields=["quotes"])
    conclude(application, by=SYSTEM, at=AT)
    world.work()
    return {guarantee.kind: guarantee for guarantee in application.guarantees.all()}


def key_of(guarantee: Guarantee) -> str:
    """The newest key's twenty digits."""
    newest = guarantee.keys.order_by("-serial").first()
    assert newest is not None
    return custody.reveal(newest).value


def groups(digits: str) -> str:
    """The key as people see it."""
    return "-".join(digits[i : i + 4] for i in range(0, len(digits), 4))


def sign_in(client: Client, login: str = "10000012-01") -> Client:
    """As after a login; the step-up has not been asked."""
    client.force_login(
        sample_people.people()[login], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def answer_step_up(client: Client, *, seconds_ago: float = 1) -> Client:
    """As if the password had been typed again that long ago."""
    session = client.session
    session[login_flow._AUTHENTICATION_METHODS_USER_SESSION_KEY] = session["_auth_user_id"]
    session[login_flow.AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "password", "at": time.time() - seconds_ago, "reauthenticated": True}
    ]
    session.save()
    return client
