"""The closed lists of the business and their words for people."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class GuaranteeKind(StrEnum):
    """What a guarantee promises. The reservation is applied for but never issued electronically (leaflet, Q&A)."""

    CONTRACT = "CONTRACT"
    ADVANCE_PAYMENT = "ADVANCE_PAYMENT"
    INTERIM_ADVANCE_PAYMENT = "INTERIM_ADVANCE_PAYMENT"
    CONTRACT_RESERVATION = "CONTRACT_RESERVATION"

    @property
    def label(self) -> str:
        return _KIND_LABELS[self]

    @property
    def has_certificate(self) -> bool:
        """Whether a certificate of this kind exists at all."""
        return self is not GuaranteeKind.CONTRACT_RESERVATION

    @property
    def guarantees_an_advance(self) -> bool:
        """Whether the guaranteed sum is money paid in advance, which needs a deposit account."""
        return self in (GuaranteeKind.ADVANCE_PAYMENT, GuaranteeKind.INTERIM_ADVANCE_PAYMENT)


_KIND_LABELS = {
    GuaranteeKind.CONTRACT: "契約保証",
    GuaranteeKind.ADVANCE_PAYMENT: "前払金保証",
    GuaranteeKind.INTERIM_ADVANCE_PAYMENT: "中間前払金保証",
    GuaranteeKind.CONTRACT_RESERVATION: "契約保証予約",
}


@dataclass(frozen=True)
class ContractWords:
    """The words a contract of one category uses for the same things."""

    title: str
    number: str
    place: str
    price: str
    period: str
    contractor: str


class ContractCategory(StrEnum):
    """Works, or consultant services; public works in the Act's art. 2 include both."""

    WORKS = "WORKS"
    CONSULTANT = "CONSULTANT"

    @property
    def label(self) -> str:
        return "工事" if self is ContractCategory.WORKS else "建設コンサルタント等業務"

    @property
    def words(self) -> ContractWords:
        return _CATEGORY_WORDS[self]


_CATEGORY_WORDS = {
    ContractCategory.WORKS: ContractWords(
        title="工事の名称",
        number="工事番号",
        place="工事場所",
        price="請負代金額",
        period="工期",
        contractor="受注者",
    ),
    ContractCategory.CONSULTANT: ContractWords(
        title="業務の名称",
        number="業務番号",
        place="履行場所",
        price="業務委託料",
        period="履行期間",
        contractor="受託者",
    ),
}


class Delivery(StrEnum):
    """How the contractor wants to receive the certificate (保証証書の受取方法)."""

    ELECTRONIC = "ELECTRONIC"
    PAPER = "PAPER"

    @property
    def label(self) -> str:
        return "電子交付" if self is Delivery.ELECTRONIC else "書面"


def version_label(version: int) -> str:
    """Version 1 is the original; version n + 1 is the certificate after change no. n."""
    return "当初" if version == 1 else f"変更第{version - 1}回"
