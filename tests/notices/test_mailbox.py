"""The demo's mailbox as a folder."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hosho.notices import mailbox

AT = datetime(2026, 1, 5, 5, 5, tzinfo=UTC)
MAIL = (
    "Subject: 件名\r\nFrom: a@b.example\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n本文\r\n".encode()
)


def test_a_mailbox_that_is_not_there_yet_is_empty(tmp_path: Path) -> None:
    assert mailbox.names(tmp_path / "nowhere") == []


def test_the_newest_mail_comes_first(tmp_path: Path) -> None:
    first = mailbox.keep(tmp_path, MAIL, recipients=["x@y.example"], at=AT)
    second = mailbox.keep(tmp_path, MAIL, recipients=["x@y.example"], at=AT + timedelta(seconds=1))
    assert mailbox.names(tmp_path) == [second, first]


def test_a_mail_is_read_as_it_was_kept(tmp_path: Path) -> None:
    name = mailbox.keep(tmp_path, MAIL, recipients=["x@y.example", "z@y.example\r\nInjected: 1"], at=AT)
    mail = mailbox.find(tmp_path, name)
    assert mail is not None
    assert (mail.received, mail.subject, mail.body.strip()) == (AT, "件名", "本文")
    assert mail.recipients == "x@y.example, z@y.exampleInjected:1"


def test_a_half_written_mail_is_not_shown(tmp_path: Path) -> None:
    mailbox.keep(tmp_path, MAIL, recipients=[], at=AT)
    (tmp_path / "tmp" / "20260105T050500000000-00000000").write_bytes(b"half")
    (tmp_path / "new" / ".hidden").write_bytes(b"")
    assert len(mailbox.names(tmp_path)) == 1


@pytest.mark.parametrize("name", ["../tmp/x", "..", "", "20260105T050500000000-0000000g", "/etc/passwd"])
def test_a_name_cannot_leave_the_folder(tmp_path: Path, name: str) -> None:
    assert mailbox.find(tmp_path, name) is None


def test_a_mail_nobody_can_read_is_shown_as_such(tmp_path: Path) -> None:
    html = b"Content-Type: text/html\r\n\r\n<script>x</script>"
    odd = b"Content-Type: text/plain; charset=nonsense\r\n\r\n\xff\xfe"
    for content in (html, odd, b"", b"\xff\xff\xff"):
        name = mailbox.keep(tmp_path, content, recipients=[], at=AT)
        mail = mailbox.find(tmp_path, name)
        assert mail is not None
        assert "<script>" not in mail.body
