"""The demo's mail server, spoken to as a mail client does."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from pathlib import Path

import pytest

from hosho.cli.mailbox import LARGEST_MAIL_BYTES, MailboxServer
from hosho.notices import mailbox


@pytest.fixture
def server(tmp_path: Path) -> Iterator[MailboxServer]:
    server = MailboxServer(tmp_path / "mailbox")
    server.start()
    yield server
    server.stop()


def test_a_mail_given_to_the_server_can_be_read_from_the_folder(server: MailboxServer) -> None:
    with smtplib.SMTP("127.0.0.1", server.port, timeout=5) as client:
        client.sendmail("a@b.example", ["c@d.example"], b"Subject: hello\r\n\r\nbody")
    [name] = mailbox.names(server.folder)
    mail = mailbox.find(server.folder, name)
    assert mail is not None
    assert (mail.subject, mail.recipients) == ("hello", "c@d.example")


def test_a_mail_that_is_too_large_is_refused(server: MailboxServer) -> None:
    with smtplib.SMTP("127.0.0.1", server.port, timeout=5) as client, pytest.raises(smtplib.SMTPException):
        client.sendmail("a@b.example", ["c@d.example"], b"x" * (LARGEST_MAIL_BYTES + 1))
    assert mailbox.names(server.folder) == []


def test_a_mailbox_that_cannot_be_written_asks_the_sender_to_try_again(server: MailboxServer) -> None:
    (server.folder / "tmp").write_text("in the way")
    with (
        smtplib.SMTP("127.0.0.1", server.port, timeout=5) as client,
        pytest.raises(smtplib.SMTPDataError) as told,
    ):
        client.sendmail("a@b.example", ["c@d.example"], b"Subject: x\r\n\r\nx")
    assert told.value.smtp_code == 451


def test_a_taken_port_is_told_at_once(server: MailboxServer, tmp_path: Path) -> None:
    with pytest.raises(OSError):
        MailboxServer(tmp_path, port=server.port).start()
