"""Sign in as people do: through the page, in a browser or a test client. Never by a session made by hand."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time

from django.test import Client
from playwright.sync_api import Page

from hosho.cli.sample import SECOND_FACTOR_SECRET
from hosho.cli.sample_people import PASSWORD

LOGIN = "/account/login/"


def sign_in(page: Page, base: str, login_id: str, password: str = PASSWORD) -> None:
    """Sign in through the login page of the server at `base`; ends on the person's home (or the page for the code)."""
    page.goto(f"{base}{LOGIN}")
    page.get_by_label("お客様ID").fill(login_id)
    page.get_by_label("パスワード").fill(password)
    page.get_by_role("button", name="ログイン", exact=True).click()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="ログアウト").click()


def sign_in_client(client: Client, login_id: str, password: str = PASSWORD) -> None:
    """The same for a test client; raises AssertionError when the page refused."""
    response = client.post(LOGIN, {"login": login_id, "password": password})
    assert response.status_code == 302, response.content.decode()


def totp(secret: str = SECOND_FACTOR_SECRET, *, at: float | None = None) -> str:
    """What an authenticator app shows (RFC 6238: SHA-1, 30 s, 6 digits), computed apart from the product."""
    counter = struct.pack(">Q", int(time.time() if at is None else at) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    (value,) = struct.unpack_from(">I", digest, digest[-1] & 0xF)
    return f"{(value & 0x7FFFFFFF) % 1_000_000:06}"
