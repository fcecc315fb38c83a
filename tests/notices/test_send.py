"""Letters through a real SMTP server."""

from __future__ import annotations

import smtplib
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from hosho.notices.handler import send_mail
from hosho.notices.send import message_id, send
from tests.notices.letters import NAMES, written
from tests.simulators.smtp import SmtpSimulator


@dataclass(frozen=True)
class Work:
    """What the outbox hands to a handler, as far as letters use it."""

    payload: dict[str, Any]
    name: str = "send_mail"
    key: str = "k"
    attempt: int = 1
    at: Any = field(default=None)


@pytest.fixture
def server(settings: Any) -> Iterator[SmtpSimulator]:
    with SmtpSimulator() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.DEFAULT_FROM_EMAIL = "青海建設保証 <no-reply@surety.example>"
        settings.HOSHO_MAIL_REPLY_TO = "desk@surety.example"
        yield server


def test_every_letter_arrives_as_written(server: SmtpSimulator) -> None:
    for name in NAMES:
        send(written(name))
    assert [m.message["Subject"] for m in server.received] == [written(name).subject for name in NAMES]
    assert [m.text for m in server.received] == [written(name).body for name in NAMES]


def test_a_letter_is_plain_text_for_one_person_and_says_that_a_machine_wrote_it(
    server: SmtpSimulator,
) -> None:
    send(written("certificate_registered"))
    [received] = server.received
    assert received.recipients == ["hanako@sample.example"]
    assert received.message.get_content_type() == "text/plain"
    assert received.message.get_content_charset() == "utf-8"
    assert received.message["Auto-Submitted"] == "auto-generated"
    assert received.message["Reply-To"] == "desk@surety.example"
    assert all(len(line) <= 998 and line.isascii() for line in received.raw.splitlines())


def test_the_same_letter_has_the_same_message_id_and_another_has_another(server: SmtpSimulator) -> None:
    mail = written("certificate_registered")
    send(mail)
    send(mail)
    send(written("certificate_registered", to="taro@sample.example"))
    first, again, other = (m.message["Message-ID"] for m in server.received)
    assert first == again == message_id(mail) != other
    assert first.endswith("@surety.example>")
    assert "hanako" not in first


def test_the_handler_sends_what_was_promised(server: SmtpSimulator) -> None:
    assert send_mail(Work(written("key_reissued").as_payload())) is None  # type: ignore[arg-type,func-returns-value]
    assert "認証キーを再発行しました" in server.received[0].text


@pytest.mark.parametrize("answer", ["451 try again later", "554 refused"])
def test_a_refusing_server_is_an_error_for_the_outbox(server: SmtpSimulator, answer: str) -> None:
    server.answers.append(answer)
    work = Work(written("fee_received").as_payload())
    with pytest.raises(smtplib.SMTPException):
        send_mail(work)  # type: ignore[arg-type]
    send_mail(work)  # type: ignore[arg-type]
    assert len(server.received) == 1


def test_a_server_that_is_down_is_an_error_for_the_outbox(settings: Any) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", unused.getsockname()[1]
        with pytest.raises(OSError):
            send_mail(Work(written("fee_received").as_payload()))  # type: ignore[arg-type]
