"""Letters (電子メール): one function and one text template each; posted with the work that caused them.

A letter is written when it is promised and sent as it was written, so a later change of names or wording
never changes what somebody was told. Letters carry no key, no link, no amount (ux-and-security.md §4.10).
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hosho.notices.mail import Mail


def post(mail: Mail, *, at: datetime) -> None:
    """Promise the letter in the caller's transaction; the worker sends it after commit. Twice is once."""
    from hosho.outbox.queue import enqueue  # its tables exist only once Django has loaded its applications

    enqueue("send_mail", mail.as_payload(), key=mail.work_key, at=at)
