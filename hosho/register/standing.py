"""What holds now, in words: the first thing a clerk reads, from the status and the chain of events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hosho.domain.events import Event
from hosho.domain.kinds import version_label
from hosho.domain.lifecycle import GuaranteeStatus
from hosho.lib.clock import today_in_japan
from hosho.lib.days import format_day
from hosho.register.queries import View

_ASK = "お心当たりがないときは、保証会社にお電話ください。"
_RECORD_ONLY = "これまでの内容は、記録として表示・印刷できます。現在の契約を保証するものとしては使えません。"


@dataclass(frozen=True)
class Standing:
    """`word` for the chip and the print's first lines; `kind` one of the notices' kinds; `void`: figures struck out."""

    word: str
    kind: str
    headline: str
    sentences: tuple[str, ...]
    in_force: bool
    void: bool = False


def standing(view: View, history: Sequence[Event], *, at: datetime) -> Standing:
    """What a guarantee is worth at a moment. `history` in order."""
    status, today = view.status, today_in_japan(at)
    if status.is_in_force:
        return _over(view.period_to) if view.period_to < today else _in_force(view, status)
    if status is GuaranteeStatus.EXPIRED:
        return _over(_of_last(history, "expired", "effective_on") or view.period_to)
    if status is GuaranteeStatus.RELEASED:
        return _ended(history, "released", "解除", "解除されています")
    if status is GuaranteeStatus.CANCELLED:
        return _ended(history, "cancelled", "取消", "取り消されています")
    return _paid(status)


def _paid(status: GuaranteeStatus) -> Standing:
    headline = "この保証は、発注者からの請求により支払いが行われています"
    more = "支払いの経過は、下の「これまでのできごと」でご確認ください。"
    return Standing(status.label, "info", headline, (more,), in_force=False)


def _in_force(view: View, status: GuaranteeStatus) -> Standing:
    claimed = status is GuaranteeStatus.CLAIMED
    changed = view.current_version > 1
    word = "請求中" if claimed else "変更済" if changed else "有効"
    sentences = []
    if claimed:
        sentences.append("発注者からの請求を受け付け、手続きをしています。")
    if not view.is_current:
        before = f"いま表示しているのは、変更前（{version_label(view.version)}）の内容です。"
        return Standing(word, "warning", "変更されています", (*sentences, before), in_force=True)
    if changed:
        label = version_label(view.current_version)
        sentences.append(f"当初の内容から変更されています。いま表示しているのは、{label}の内容です。")
    return Standing(word, "success", "有効です", tuple(sentences), in_force=True)


def _over(day: date) -> Standing:
    return Standing(
        "終了",
        "warning",
        f"保証期間は、{format_day(day)}に終わっています",
        (_RECORD_ONLY, "期間中に起きたことについての請求は、保証会社にお電話ください。"),
        in_force=False,
    )


def _ended(history: Sequence[Event], event_type: str, word: str, verb: str) -> Standing:
    day, reason = (_of_last(history, event_type, name) for name in ("effective_on", "reason"))
    when = f"、{format_day(day)}に" if day else ""
    reasons = (f"{word}の理由：{reason.rstrip('。')}。",) if reason else ()
    void = event_type == "cancelled"
    return Standing(
        word, "error" if void else "warning", f"この保証は{when}{verb}", (*reasons, _RECORD_ONLY, _ASK),
        in_force=False, void=void,
    )  # fmt: skip


def _of_last(history: Sequence[Event], event_type: str, name: str) -> Any:
    found = [event.data[name] for event in history if event.type == event_type]
    return found[-1] if found else None
