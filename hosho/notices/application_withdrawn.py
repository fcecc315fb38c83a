"""The contractor has withdrawn the application."""

from __future__ import annotations

from datetime import datetime

from hosho.lib.days import format_moment
from hosho.notices.mail import Mail, subject_for, write
from hosho.notices.sender import Sender


def application_withdrawn(
    *,
    to: str,
    company: str,
    person: str,
    receipt: str,
    title: str,
    withdrawn_by: str,
    withdrawn_at: datetime,
    sender: Sender | None = None,
) -> Mail:
    return write(
        "application_withdrawn",
        to=to,
        subject=subject_for("お申し込みの取り下げを受け付けました", receipt=receipt),
        occasion=receipt,
        values={
            "company": company,
            "person": person,
            "receipt": receipt,
            "title": title,
            "withdrawn_by": withdrawn_by,
            "withdrawn_at": format_moment(withdrawn_at),
        },
        sender=sender,
    )
