"""The application for an e-Net ID has arrived and waits for the surety."""

from __future__ import annotations

from datetime import datetime

from hosho.lib.days import format_moment
from hosho.notices.mail import Mail, subject_for, write
from hosho.notices.sender import Sender


def id_application_received(
    *,
    to: str,
    company: str,
    person: str,
    receipt: str,
    received_at: datetime,
    sender: Sender | None = None,
) -> Mail:
    return write(
        "id_application_received",
        to=to,
        subject=subject_for("利用登録の申し込みを受け付けました", receipt=receipt),
        occasion=receipt,
        values={
            "company": company,
            "person": person,
            "receipt": receipt,
            "received_at": format_moment(received_at),
        },
        sender=sender,
    )
