"""A real SMTP server on loopback that can be told to misbehave. It keeps what it was given."""

from __future__ import annotations

import email
import email.policy
import socket
from dataclasses import dataclass, field
from email.message import EmailMessage
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller


@dataclass
class Received:
    """One delivery: who it was for on the envelope, and the message."""

    recipients: list[str]
    message: EmailMessage
    raw: bytes

    @property
    def text(self) -> str:
        return str(self.message.get_content())


@dataclass
class SmtpSimulator:
    """`with SmtpSimulator() as server:` then `server.port`, `server.received`.

    `answers` are given to the next deliveries instead of taking them: "451 try later", "550 no such user".
    """

    answers: list[str] = field(default_factory=list)
    received: list[Received] = field(default_factory=list)
    port: int = 0

    def __enter__(self) -> Self:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._controller.stop()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # aiosmtpd's name
        if self.answers:
            return self.answers.pop(0)
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.received.append(Received(list(envelope.rcpt_tos), message, bytes(envelope.content)))
        return "250 OK"

    def dump(self) -> str:
        """Everything received, as a person would read it."""
        return "\n\n".join(f"{m.recipients} {m.message['Subject']}\n{m.text}" for m in self.received)
