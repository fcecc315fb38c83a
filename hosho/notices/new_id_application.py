"""For the desk: an application for an e-Net ID waits."""

from __future__ import annotations

from datetime import datetime

from hosho.lib.days import format_moment
from hosho.notices.mail import Mail, subject_for, write
from hosho.notices.sender import Sender


def new_id_application(
    *,
    to: str,
    person: str,
    receipt: str,
    company: str,
    received_at: datetime,
    sender: Sender | None = None,
) -> Mail:
    return write(
        "new_id_application",
        to=to,
        subject=subject_for("利用登録の申し込みがあります", receipt=receipt),
        occasion=receipt,
        values={
            "person": person,
            "receipt": receipt,
            "company": company,
            "received_at": format_moment(received_at),
        },
        sender=sender,
    )
