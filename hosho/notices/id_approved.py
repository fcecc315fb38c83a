"""The e-Net ID is approved. ID and activation code are not here: both go by post to the registered office."""

from __future__ import annotations

from datetime import date

from hosho.lib.days import format_day
from hosho.notices.mail import Mail, subject_for, write
from hosho.notices.sender import Sender


def id_approved(
    *,
    to: str,
    company: str,
    person: str,
    receipt: str,
    approved_on: date,
    posted_on: date,
    sender: Sender | None = None,
) -> Mail:
    return write(
        "id_approved",
        to=to,
        subject=subject_for("利用登録が完了しました", receipt=receipt),
        occasion=receipt,
        values={
            "company": company,
            "person": person,
            "receipt": receipt,
            "approved_on": format_day(approved_on),
            "posted_on": format_day(posted_on),
        },
        sender=sender,
    )
