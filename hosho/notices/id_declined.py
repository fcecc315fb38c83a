"""The e-Net ID is not granted. The reason is told by telephone, never by mail."""

from __future__ import annotations

from hosho.notices.mail import Mail, subject_for, write
from hosho.notices.sender import Sender


def id_declined(*, to: str, company: str, person: str, receipt: str, sender: Sender | None = None) -> Mail:
    return write(
        "id_declined",
        to=to,
        subject=subject_for("利用登録の申し込みについて", receipt=receipt),
        occasion=receipt,
        values={"company": company, "person": person, "receipt": receipt},
        sender=sender,
    )
