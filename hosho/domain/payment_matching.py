"""Which payment is for which fee: by receipt number first, then by the payer's name and the amount.

Only EXACT may be booked without a person looking. The answer for a line never depends on the order of lines or fees.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from hosho.domain.bank_statement import StatementLine
from hosho.lib.text import fold_search
from hosho.lib.yen import format_yen


class Outcome(StrEnum):
    EXACT = "EXACT"
    OVER = "OVER"
    SHORT = "SHORT"
    UNKNOWN_PAYER = "UNKNOWN_PAYER"
    AMBIGUOUS = "AMBIGUOUS"

    @property
    def label(self) -> str:
        return {
            "EXACT": "一致",
            "OVER": "多い入金",
            "SHORT": "足りない入金",
            "UNKNOWN_PAYER": "振込依頼人が不明",
            "AMBIGUOUS": "候補が複数",
        }[self.value]


@dataclass(frozen=True)
class OpenFee:
    """A fee that is waited for. `payer_names`: the company's name and its kana, as registered."""

    receipt: str
    amount_yen: int
    payer_names: tuple[str, ...]


@dataclass(frozen=True)
class Match:
    """What one line of the statement means. `fee` is the one fee it is for, if there is one; `candidates` are those a
    person must choose from; `difference_yen` is paid minus due.
    """

    line: StatementLine
    outcome: Outcome
    fee: OpenFee | None
    candidates: tuple[OpenFee, ...]
    difference_yen: int
    sentence: str


def match(lines: Sequence[StatementLine], open_fees: Sequence[OpenFee]) -> list[Match]:
    """One answer for each line, in the order of the lines. `open_fees` have different receipt numbers."""
    named = {line: _named_by_receipt(line, open_fees) for line in lines}
    taken = {fee for fees in named.values() for fee in fees}
    rest = [fee for fee in open_fees if fee not in taken]
    found = [_by_receipt(line, named[line]) if named[line] else _by_name(line, rest) for line in lines]
    claims = Counter(match.fee for match in found if match.fee)
    return [_shared(match) if match.fee and claims[match.fee] > 1 else match for match in found]


def fold_payer(name: str) -> str:
    """A payer's name as banks shorten it: half-width kana, no small letters, no company form, no receipt number."""
    text = re.sub(r"\d[\d\- ]*", " ", unicodedata.normalize("NFKC", name))
    text = "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text).upper()
    text = re.sub(
        r"カブシキ(?:ガイシヤ|ガイシャ|カイシャ|カイシヤ)|ユウゲン(?:ガイシャ|ガイシヤ)|ゴウドウ(?:ガイシャ|ガイシヤ)",
        "",
        text,
    )
    text = re.sub(
        r"^\s*(?:カ|ユ|ド|メ|シ|フク|ザイ|シャ)\)|\((?:カ|ユ|ド|メ|シ|フク|ザイ|シャ)\)?\s*$|\((?:カ|ユ|ド)\)",
        "",
        text,
    )
    folded = re.sub(r"[ー\-‐−]", "", fold_search(text))
    return folded.translate(str.maketrans("ァィゥェォッャュョヮ", "アイウエオツヤユヨワ"))


def _named_by_receipt(line: StatementLine, fees: Sequence[OpenFee]) -> tuple[OpenFee, ...]:
    written = set()
    for text in (line.payer, line.note):
        folded = re.sub(r"[‐‑–—―−ーｰ]", "-", unicodedata.normalize("NFKC", text))
        written |= {run.replace("-", "") for run in re.findall(r"\d[\d-]*", folded)}
    return tuple(fee for fee in fees if re.sub(r"\D", "", fee.receipt) in written - {""})


def _by_receipt(line: StatementLine, fees: tuple[OpenFee, ...]) -> Match:
    if len(fees) > 1:
        return _choose(line, fees, "受付番号が2つ以上書かれています。")
    return _compared(line, fees[0], f"受付番号 {fees[0].receipt} が書かれています。")


def _by_name(line: StatementLine, fees: Sequence[OpenFee]) -> Match:
    payer = fold_payer(line.payer)
    theirs = tuple(fee for fee in fees if payer and payer in {fold_payer(name) for name in fee.payer_names})
    fitting = tuple(fee for fee in theirs if fee.amount_yen == line.amount_yen)
    if len(fitting) == 1:
        return _compared(line, fitting[0], "振込依頼人名と金額が合います。")
    if len(fitting) > 1:
        return _choose(line, fitting, "振込依頼人名と金額が同じ保証料が、ほかにもあります。")
    if len(theirs) == 1:
        return _compared(line, theirs[0], "振込依頼人名が合います。")
    if theirs:
        return _choose(line, theirs, "この振込依頼人には保証料が2つ以上あり、金額がどれとも合いません。")
    same_amount = tuple(fee for fee in fees if fee.amount_yen == line.amount_yen)
    sentence = "受付番号も振込依頼人名も、入金を待っている保証料と合いません。"
    hint = (
        "金額が同じ保証料を候補に挙げました。振込依頼人に確かめてください。"
        if same_amount
        else "振込依頼人に確かめてください。"
    )
    return Match(line, Outcome.UNKNOWN_PAYER, None, _sorted(same_amount), 0, sentence + hint)


def _compared(line: StatementLine, fee: OpenFee, why: str) -> Match:
    difference = line.amount_yen - fee.amount_yen
    if difference == 0:
        return Match(line, Outcome.EXACT, fee, (fee,), 0, why + "金額も一致しています。")
    if difference > 0:
        sentence = f"{why}保証料より{format_yen(difference)}多い入金です。返金するかどうかを決めてください。"
        return Match(line, Outcome.OVER, fee, (fee,), difference, sentence)
    sentence = f"{why}保証料に{format_yen(-difference)}足りません。不足の入金を依頼してください。"
    return Match(line, Outcome.SHORT, fee, (fee,), difference, sentence)


def _choose(line: StatementLine, fees: Sequence[OpenFee], why: str) -> Match:
    return Match(
        line, Outcome.AMBIGUOUS, None, _sorted(fees), 0, f"{why}どの保証料の入金かを選んでください。"
    )


def _shared(match: Match) -> Match:
    """Two payments for one fee: paid twice, or paid in parts. A person decides."""
    return _choose(match.line, match.candidates, "同じ保証料への入金が、ほかの行にもあります。")


def _sorted(fees: Sequence[OpenFee]) -> tuple[OpenFee, ...]:
    return tuple(sorted(fees, key=lambda fee: fee.receipt))
