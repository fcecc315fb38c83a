"""Something that guards an account has changed. `what` is in words: パスワードの変更."""

from __future__ import annotations

from datetime import datetime

from hosho.lib.days import format_moment
from hosho.notices.mail import Mail, subject_for, write
from hosho.notices.sender import Sender


def account_changed(
    *, to: str, person: str, what: str, changed_at: datetime, sender: Sender | None = None
) -> Mail:
    return write(
        "account_changed",
        to=to,
        subject=subject_for("ログインの設定が変わりました"),
        occasion=changed_at.isoformat(),
        values={"person": person, "what": what, "changed_at": format_moment(changed_at)},
        sender=sender,
    )
