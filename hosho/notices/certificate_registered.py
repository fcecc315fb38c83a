"""電子証書・認証キー登録のお知らせ: the certificate can be opened. The key is fetched after signing in."""

from __future__ import annotations

from datetime import date

from hosho.domain.kinds import GuaranteeKind, version_label
from hosho.lib.days import format_day
from hosho.notices.mail import HasValue, Mail, ending, full, subject_for, write
from hosho.notices.sender import Sender


def certificate_registered(
    *,
    to: str,
    company: str,
    person: str,
    number: str | HasValue,
    version: int,
    kind: GuaranteeKind,
    title: str,
    orderer: str,
    registered_on: date,
    handed_to: str = "",
    handed_how: str = "",
    sender: Sender | None = None,
) -> Mail:
    """`handed_to` (佐伯市　契約検査課契約係) and `handed_how` (持参またはFAX) come from the orderer's rules.

    Without them their lines vanish.
    """
    return write(
        "certificate_registered",
        to=to,
        subject=subject_for("電子証書・認証キー登録のお知らせ", guarantee=number),
        occasion=f"{full(number)}:{version}",
        values={
            "company": company,
            "person": person,
            "number": ending(number),
            "version": version_label(version),
            "kind": kind.label,
            "title": title,
            "orderer": orderer,
            "handed_to": handed_to,
            "handed_how": handed_how,
            "registered_on": format_day(registered_on),
        },
        sender=sender,
    )
