"""The fee has arrived, or the collective agreement covers it; the guarantee is concluded."""

from __future__ import annotations

from datetime import date

from hosho.lib.days import format_day
from hosho.notices.mail import Mail, subject_for, write
from hosho.notices.sender import Sender


def fee_received(
    *,
    to: str,
    company: str,
    person: str,
    receipt: str,
    title: str,
    received_on: date,
    sender: Sender | None = None,
) -> Mail:
    return write(
        "fee_received",
        to=to,
        subject=subject_for("保証料を受け取りました", receipt=receipt),
        occasion=receipt,
        values={
            "company": company,
            "person": person,
            "receipt": receipt,
            "title": title,
            "received_on": format_day(received_on),
        },
        sender=sender,
    )
