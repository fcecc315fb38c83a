"""Addresses and API bodies that no page makes: refused, never an error page (X16)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.security.payloads import owner
from tests.security.walk import OWNER

pytestmark = pytest.mark.django_db
NOBODY = "00000000-0000-0000-0000-000000000000"
BEYOND = "9" * 23


@pytest.mark.parametrize(
    "url",
    [
        "/desk/guarantees/%00/",
        "/desk/guarantees/%d9%a3/",
        f"/desk/fees/{BEYOND}/",
        f"/desk/attachments/{NOBODY}/{BEYOND}.png",
        f"/enet/apply/{NOBODY}/%00/",
        f"/certificates/{NOBODY}/versions/{BEYOND}/",
        "/operator/mailbox/..%2f..%2fsettings/",
        "/operator/mailbox/%00/",
        "/register/no-such-step/",
        "/static/%00",
    ],
)
def test_an_odd_address_leads_nowhere(home: Any, settings: Any, url: str) -> None:
    settings.HOSHO_DEMO = True
    for login in (OWNER, "desk-suzuki", "operator"):
        assert owner(login).get(url).status_code == 404, login


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"\xff",
        b'"\\ud800"',
        b'{"format":"\\ud800"}',
        b'{"format":"hosho-deposit/1","event":{"payload":"\\u0000"}}',
        b'{"a":1e999}',
        b"[" * 100_000,
        b"9" * 5_000,
    ],
    ids=str,
)
def test_an_odd_deposit_is_refused(body: bytes) -> None:
    client = Client(raise_request_exception=False)
    answer = client.post("/api/v1/deposits", data=body, content_type="application/vnd.hosho.deposit+json")
    assert 400 <= answer.status_code < 500
    assert answer["Content-Type"].startswith("application/problem+json")


@pytest.mark.parametrize("typed", ["\x00", "x" * 5_000, "-1", BEYOND, "%", "1;2", "Bearer"])
def test_an_odd_cursor_and_token_are_refused(typed: str) -> None:
    client = Client(raise_request_exception=False)
    answer = client.get(
        "/api/v1/news", {"since": typed}, headers={"authorization": f"Bearer {typed.strip(chr(0))}"}
    )
    assert answer.status_code == 401
