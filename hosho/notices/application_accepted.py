"""The guarantee is accepted; the fee is due. The amount stands on the screen, not here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hosho.domain.kinds import GuaranteeKind
from hosho.lib.days import format_day
from hosho.notices.mail import Mail, subject_for, write
from hosho.notices.sender import Sender

_TO_PAY = {
    "to_do": "次の手続きをお願いします。",
    "look": "ログインして「申し込みの一覧」で、保証料とお振り込み先を確かめる",
    "transfer": "お振り込みの際に、依頼人のお名前の前に受付番号の数字を入れる",
    "no_account": "お振り込み先の口座を、電子メールでお知らせすることはありません。",
    "then": "保証証書は、保証料を受け取ってから発行します。",
}
_COVERED = {
    "to_do": "保証料は、一括納付の取り決めのとおりにお支払いください。この申し込みだけのお振り込みは不要です。",
    "look": "",
    "transfer": "",
    "no_account": "",
    "then": "保証証書は、これから発行します。発行が済むと、あらためてお知らせします。",
}


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
    """`pay_by` is None where a collective-payment agreement covers the fee."""
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
            **(_TO_PAY if pay_by else _COVERED),
        },
        sender=sender,
    )
