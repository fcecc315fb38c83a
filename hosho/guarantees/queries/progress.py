"""How far handing in has come: what the contractor noted, and what the orderer did with it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from hosho.guarantees.models import Guarantee, HandIn, KeyCustody
from hosho.lib.business_days import NATIONAL_CALENDAR
from hosho.lib.clock import today_in_japan

# business days after which a handed-in key that nobody used is worth a call
PATIENCE_DAYS = 3


class Progress(StrEnum):
    """How far handing in has come, for the version that holds now."""

    NOT_HANDED_IN = "NOT_HANDED_IN"
    HANDED_IN = "HANDED_IN"
    VIEWED = "VIEWED"
    CONFIRMED = "CONFIRMED"
    ASKED = "ASKED"

    @property
    def label(self) -> str:
        return _PROGRESS_LABELS[self]

    @property
    def tone(self) -> str:
        return _PROGRESS_TONES[self]


_PROGRESS_LABELS = {
    Progress.NOT_HANDED_IN: "未提出",
    Progress.HANDED_IN: "提出済",
    Progress.VIEWED: "閲覧済",
    Progress.CONFIRMED: "確認済",
    Progress.ASKED: "連絡あり",
}
_PROGRESS_TONES = {
    Progress.NOT_HANDED_IN: "waiting",
    Progress.HANDED_IN: "changed",
    Progress.VIEWED: "changed",
    Progress.CONFIRMED: "good",
    Progress.ASKED: "attention",
}


def is_overlooked(guarantee: Guarantee, *, at: datetime) -> bool:
    """Whether the orderer should be asked if the papers arrived."""
    handed = hand_in_that_counts(guarantee)
    if handed is None or progress_of(guarantee) is not Progress.HANDED_IN:
        return False
    return today_in_japan(at) > look_expected_by(handed.on)


def look_expected_by(handed_in_on: date) -> date:
    """The last of the business days the orderer is given before we suggest a call."""
    return NATIONAL_CALENDAR.add(handed_in_on, PATIENCE_DAYS)


def progress_of(guarantee: Guarantee) -> Progress:
    """The furthest point reached; an orderer's last word counts before anything else."""
    answers = [a for a in guarantee.orderer_answers.all() if a.version == guarantee.current_version]
    said = [answer for answer in answers if answer.what != "opened"]
    if said:
        return Progress.CONFIRMED if said[-1].what == "confirmed" else Progress.ASKED
    if answers:
        return Progress.VIEWED
    return Progress.HANDED_IN if hand_in_that_counts(guarantee) else Progress.NOT_HANDED_IN


def hand_in_that_counts(guarantee: Guarantee) -> HandIn | None:
    """The last hand-in, unless a new key or a new version has made its papers useless since."""
    newest = newest_key(guarantee)
    since = [newest.created_at] if newest else []
    if guarantee.current_version > 1:
        since += [
            row.prepared_at
            for row in guarantee.certificates.all()
            if row.version == guarantee.current_version
        ]
    counting = [each for each in hand_ins(guarantee) if all(each.at >= moment for moment in since)]
    return counting[-1] if counting else None


def hand_ins(guarantee: Guarantee) -> list[HandIn]:
    """Every hand-in noted, oldest first."""
    return sorted(guarantee.hand_ins.all(), key=lambda each: each.pk)


def newest_key(guarantee: Guarantee) -> KeyCustody | None:
    """The key made last, deposited or not; its digits are not read."""
    keys = sorted(guarantee.keys.all(), key=lambda each: each.serial)
    return keys[-1] if keys else None
