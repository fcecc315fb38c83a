"""The demo's mailbox: a folder with one file for each mail, written whole or not at all.

The SMTP server of the demo puts mails in, the operator's page reads them. Laid out like a maildir (`tmp`, `new`), so mail
programs can open it too.
"""

from __future__ import annotations

import email
import email.policy
import os
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

_NAME = re.compile(r"\d{8}T\d{12}-[0-9a-f]{8}")


@dataclass(frozen=True)
class StoredMail:
    """One mail as a person reads it. `received` is the moment the server took it (UTC)."""

    name: str
    received: datetime
    recipients: str
    sender: str
    subject: str
    body: str


def keep(folder: Path, content: bytes, *, recipients: Sequence[str], at: datetime) -> str:
    """Store a mail as it came and return its name. Survives a crash right after returning."""
    name = f"{at:%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}"
    for part in ("tmp", "new"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    envelope = ", ".join(re.sub(r"[^!-~]", "", address) for address in recipients)
    draft = folder / "tmp" / name
    with draft.open("wb") as file:
        file.write(
            f"X-Envelope-To: {envelope}\r\nX-Received-At: {at.isoformat()}\r\n".encode("ascii") + content
        )
        file.flush()
        os.fsync(file.fileno())
    draft.rename(folder / "new" / name)
    return name


def names(folder: Path) -> list[str]:
    """The mails, newest first. A folder that is not there yet is an empty mailbox."""
    new = folder / "new"
    if not new.is_dir():
        return []
    return sorted((entry.name for entry in new.iterdir() if _NAME.fullmatch(entry.name)), reverse=True)


def find(folder: Path, name: str) -> StoredMail | None:
    """One mail, or None for a name that is not a mail's (also for names that try to leave the folder)."""
    if not _NAME.fullmatch(name):
        return None
    try:
        content = (folder / "new" / name).read_bytes()
    except FileNotFoundError:
        return None
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return StoredMail(
        name=name,
        received=datetime.fromisoformat(str(message["X-Received-At"])),
        recipients=str(message["X-Envelope-To"]),
        sender=str(message["From"] or ""),
        subject=str(message["Subject"] or "").strip(),
        body=_text(message),
    )


def _text(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain",))
    if part is None:
        return "（本文は文字の形式ではありません）"
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError):
        return "（本文を読み取れません）"
