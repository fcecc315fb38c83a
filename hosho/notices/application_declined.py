"""The surety cannot take the guarantee on. The reason stands on the screen, not here."""

from __future__ import annotations

from datetime import date

from hosho.lib.days import format_day
from hosho.notices.mail import Mail, subject_for, write
from hosho.notices.sender import Sender


def application_declined(
    *,
    to: str,
    company: str,
    person: str,
    receipt: str,
    title: str,
    decided_on: date,
    sender: Sender | None = None,
) -> Mail:
    return write(
        "application_declined",
        to=to,
        subject=subject_for("審査の結果のお知らせ", receipt=receipt),
        occasion=receipt,
        values={
            "company": company,
            "person": person,
            "receipt": receipt,
            "title": title,
            "decided_on": format_day(decided_on),
        },
        sender=sender,
    )
