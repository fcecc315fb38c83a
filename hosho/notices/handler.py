"""The outbox's work `send_mail`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hosho.notices.mail import Mail
from hosho.notices.send import send

if TYPE_CHECKING:
    from hosho.outbox.work import Work


def send_mail(work: Work) -> None:
    """Send the letter as it was written when it was promised.

    Whatever goes wrong is raised: the outbox tries again, and shows a letter it had to give up on.
    """
    send(Mail.from_payload(work.payload))
