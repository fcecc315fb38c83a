"""The demo's mailbox in the browser."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from hosho.notices import mailbox

AT = datetime(2026, 1, 5, 5, 5, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.HOSHO_DEMO, settings.HOSHO_MAILBOX = True, tmp_path / "mailbox"
    return settings.HOSHO_MAILBOX  # type: ignore[no-any-return]


def keep(folder: Path, subject: str, body: str = "本文") -> str:
    message = EmailMessage()
    message["Subject"], message["From"] = subject, "a@b.example"
    message.set_content(body)
    return mailbox.keep(folder, message.as_bytes(), recipients=["c@d.example"], at=AT)


def test_an_empty_mailbox_says_what_will_come(client: Any, folder: Path) -> None:
    assert "まだありません" in client.get("/operator/mailbox/").content.decode()


def test_a_mail_is_found_in_the_list_and_read_as_text(client: Any, folder: Path) -> None:
    name = keep(folder, "【電子保証】お知らせ", "一行目\n二行目")
    listed = client.get("/operator/mailbox/").content.decode()
    assert "【電子保証】お知らせ" in listed
    assert f'href="/operator/mailbox/{name}/"' in listed
    shown = client.get(f"/operator/mailbox/{name}/").content.decode()
    assert "一行目\n二行目" in shown
    assert "c@d.example" in shown


def test_what_a_mail_says_is_inert(client: Any, folder: Path) -> None:
    name = keep(folder, "<script>alert(1)</script>", "</pre><script>alert(2)</script>")
    for address in ("/operator/mailbox/", f"/operator/mailbox/{name}/"):
        assert "<script>alert" not in client.get(address).content.decode()


@pytest.mark.parametrize("name", ["20260105T050500000000-00000000", "..%2f..%2fetc%2fpasswd", "x"])
def test_an_unknown_mail_is_not_found(client: Any, folder: Path, name: str) -> None:
    assert client.get(f"/operator/mailbox/{name}/").status_code == 404


def test_in_earnest_there_is_no_mailbox(client: Any, folder: Path, settings: Any) -> None:
    name = keep(folder, "x")
    settings.HOSHO_DEMO = False
    assert client.get("/operator/mailbox/").status_code == 404
    assert client.get(f"/operator/mailbox/{name}/").status_code == 404


def test_the_mailbox_is_only_read(client: Any, folder: Path) -> None:
    assert client.post("/operator/mailbox/").status_code in (403, 405)
