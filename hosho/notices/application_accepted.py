"""The guarantee is accepted; the fee is due. The amount stands on the screen, not here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hosho.domain.kinds import GuaranteeKind
from hosho.lib.days import format_day
from hosho.notices.mail import Mail, subject_for, write
from hosho.notices.sender import Sender


def application_accepted(
    *,
    to: str,
    company: str,
    person: str,
    receipt: str,
    kinds: Iterable[GuaranteeKind],
    title: str,
    pay_by: date | None,
    sender: Sender | None = None,
) -> Mail:
    return write(
        "application_accepted",
        to=to,
        subject=subject_for("審査が終わりました", receipt=receipt),
        occasion=receipt,
        values={
            "company": company,
            "person": person,
            "receipt": receipt,
            "kinds": "・".join(kind.label for kind in kinds),
            "title": title,
            "pay_by": format_day(pay_by) if pay_by else "",
        },
        sender=sender,
    )
