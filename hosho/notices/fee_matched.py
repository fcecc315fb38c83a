"""For the desk: a line of the bank statement settled a fee."""

from __future__ import annotations

from datetime import date

from hosho.lib.days import format_day
from hosho.notices.mail import Mail, subject_for, write
from hosho.notices.sender import Sender


def fee_matched(
    *,
    to: str,
    person: str,
    receipt: str,
    company: str,
    received_on: date,
    sender: Sender | None = None,
) -> Mail:
    return write(
        "fee_matched",
        to=to,
        subject=subject_for("保証料の入金を消し込みました", receipt=receipt),
        occasion=receipt,
        values={
            "person": person,
            "receipt": receipt,
            "company": company,
            "received_on": format_day(received_on),
        },
        sender=sender,
    )
