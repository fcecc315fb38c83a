"""Letters leave here, by SMTP, one message for one person."""

from __future__ import annotations

import hashlib
from email.charset import BASE64, Charset
from email.header import Header
from email.message import Message
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from hosho.notices.mail import Mail

SECONDS_TO_WAIT = 20


def send(mail: Mail) -> None:
    """Hand the letter to the mail server.

    Raises: OSError, smtplib.SMTPException when the server cannot be reached or refuses. The caller tries again
    later; a letter that arrives twice carries the same Message-ID, which mail programs show once.
    """
    message = Letter(
        subject=mail.subject,
        body=mail.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mail.to],
        reply_to=[getattr(settings, "HOSHO_MAIL_REPLY_TO", None) or settings.DEFAULT_FROM_EMAIL],
        headers={
            "Message-ID": message_id(mail),
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            "Content-Language": "ja",
        },
        connection=get_connection(timeout=SECONDS_TO_WAIT),
    )
    message.encoding = _utf8_in_base64()  # Django takes a Charset too
    message.send(fail_silently=False)


class Letter(EmailMessage):
    """Django folds a long subject before its first word, which some mail programs show as a leading blank."""

    def message(self) -> Message:
        made: Message = super().message()
        del made["Subject"]
        # Past Django's guard against line breaks: Mail has refused them already.
        subject = Header(str(self.subject), "utf-8", header_name="Subject")
        Message.__setitem__(made, "Subject", subject)  # type: ignore[misc]
        return made


def message_id(mail: Mail) -> str:
    """The same for every attempt at the same letter; says nothing about it."""
    _, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    domain = address.rpartition("@")[2] or "localhost"
    return f"<{hashlib.sha256(mail.message_key.encode()).hexdigest()[:40]}@{domain}>"


def _utf8_in_base64() -> Charset:
    """Base64 passes old gateways that still strip the eighth bit or break long lines."""
    charset = Charset("utf-8")
    charset.body_encoding = BASE64
    return charset
