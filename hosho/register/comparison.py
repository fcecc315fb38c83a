"""A certificate beside what stands in the contract: alike or not, line by line, without any judgement."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hosho.domain.certificate_record import CertificateRecord
from hosho.lib.days import format_day
from hosho.lib.text import fold_search
from hosho.lib.yen import format_man, format_yen


@dataclass(frozen=True)
class Typed:
    """What the clerk read in the contract; None where nothing was typed. `price` in yen."""

    price: int | None = None
    period_to: date | None = None
    contractor: str | None = None
    title: str | None = None


@dataclass(frozen=True)
class Line:
    """One line of the result: both values as shown. `remark` says how they are alike though not spelt alike."""

    label: str
    typed: str
    registered: str
    alike: bool
    remark: str = ""

    @property
    def verdict(self) -> str:
        return "一致" if self.alike else "相違"


def compare(record: CertificateRecord, typed: Typed) -> list[Line]:
    """The lines that were typed, in the order of the contract form."""
    contract, words = record.contract, record.contract.category.words
    lines = []
    if typed.price is not None:
        alike = typed.price == contract.price_yen
        lines.append(Line(words.price, _yen(typed.price), _yen(contract.price_yen), alike))
    if typed.period_to is not None:
        alike = typed.period_to == contract.period_to
        last = format_day(contract.period_to)
        lines.append(Line(f"{words.period}の末日", format_day(typed.period_to), last, alike))
    if typed.contractor is not None:
        lines.append(_contractor(record, typed.contractor))
    if typed.title is not None:
        lines.append(
            _text(words.title, typed.title, contract.title, _bare(typed.title) == _bare(contract.title))
        )
    return lines


def hints(record: CertificateRecord) -> list[str]:
    """Reckonings that help the eye; the orderer's own rules decide."""
    price, amount = record.contract.price_yen, record.guarantee.amount_yen
    percent = (Decimal(amount) * 100 / price).quantize(Decimal("0.1"))
    found = [f"保証金額は、{record.contract.category.words.price}の{percent}％です。"]
    if record.guarantee.period_to < record.contract.period_to:
        found.append(f"保証期間は、{record.contract.category.words.period}の末日より前に終わります。")
    return found


def _contractor(record: CertificateRecord, typed: str) -> Line:
    """A joint venture may be typed by its own name or by its leading member's."""
    venture = record.contractor.joint_venture
    names = [venture.name, record.contractor.name] if venture else [record.contractor.name]
    key = fold_search(typed)
    match = next((name for name in names if fold_search(name) == key), None)
    return _text(record.contract.category.words.contractor, typed, match or names[0], match is not None)


def _text(label: str, typed: str, registered: str, alike: bool) -> Line:
    remark = "文字の表記に違いがあります" if alike and typed != registered else ""
    return Line(label, typed, registered, alike, remark)


def _bare(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if not character.isspace())


def _yen(amount: int) -> str:
    long, short = format_yen(amount), format_man(amount)
    return long if long == short else f"{long}（{short}）"
