"""For the desk: a contractor wrote about its application."""

from __future__ import annotations

from datetime import datetime

from hosho.lib.days import format_moment
from hosho.notices.mail import Mail, subject_for, write
from hosho.notices.sender import Sender


def message_from_contractor(
    *, to: str, person: str, receipt: str, company: str, written_at: datetime, sender: Sender | None = None
) -> Mail:
    return write(
        "message_from_contractor",
        to=to,
        subject=subject_for("受注者からの連絡があります", receipt=receipt),
        occasion=f"{receipt}:{written_at.isoformat()}",
        values={
            "person": person,
            "receipt": receipt,
            "company": company,
            "written_at": format_moment(written_at),
        },
        sender=sender,
    )
