"""この保証の履歴: signed events, displays of the key, hand-ins and the orderer's answers in one list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from hosho.domain import events
from hosho.domain.kinds import version_label
from hosho.guarantees.models import Guarantee, KeyDisplay, OrdererAnswer
from hosho.guarantees.queries.certificates import displays


@dataclass(frozen=True)
class Happening:
    """One line of この保証の履歴."""

    at: datetime
    sentence: str
    by: str = ""


def history(guarantee: Guarantee) -> list[Happening]:
    """Signed events, displays of the key, hand-ins and the orderer's answers, newest first."""
    return sorted(_happenings(guarantee), key=lambda each: each.at, reverse=True)


def _happenings(guarantee: Guarantee) -> Iterator[Happening]:
    for row in guarantee.events.all():
        yield Happening(row.at, events.from_bytes(bytes(row.body)).sentence)
    for shown in displays(guarantee):
        if shown.what != KeyDisplay.What.REISSUED:  # its signed event says so already
            yield Happening(shown.at, _DISPLAYED[KeyDisplay.What(shown.what)], shown.person.name)
    for handed in guarantee.hand_ins.select_related("by"):
        to = "　".join(part for part in (handed.department, handed.person) if part)
        yield Happening(handed.at, f"「{to}」に{handed.way}で提出したことを記録しました。", handed.by.name)
    for answer in guarantee.orderer_answers.all():
        yield Happening(
            answer.at, answer_sentence(answer), "　".join(filter(None, (answer.department, answer.name)))
        )


_DISPLAYED = {
    KeyDisplay.What.SHOWN: "認証キーを画面に表示しました。",
    KeyDisplay.What.NOTICE: "「認証キー等のお知らせ」を出力しました。",
}


def answer_sentence(answer: OrdererAnswer) -> str:
    """What came back from the confirmation service, as a sentence."""
    version = version_label(answer.version)
    if answer.what == "opened":
        return f"発注者が電子証書（{version}）を閲覧しました。"
    if answer.what == "confirmed":
        return f"発注者が「確認しました」と回答しました（{version}）。"
    reason = f"内容：{answer.reason}" if answer.reason else "内容は発注者にお問い合わせください。"
    return f"発注者から「確認できません」と連絡がありました（{version}）。{reason}"
