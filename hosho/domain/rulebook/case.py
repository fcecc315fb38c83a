"""The facts of one guarantee that an orderer's rules are asked about. An unknown fact is None, never a guess."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

from hosho.domain.kinds import ContractCategory, GuaranteeKind
from hosho.domain.rulebook.codes import Category, Instrument, Phase, Procurement, SuretyClass

E = TypeVar("E", bound=StrEnum)


class CaseError(ValueError):
    """A case that cannot be read. `fact` names the key that is wrong."""

    def __init__(self, fact: str, problem: str) -> None:
        super().__init__(f"{fact}: {problem}")
        self.fact = fact
        self.problem = problem


@dataclass(frozen=True)
class Case:
    """Dates are days in Japan, the price is yen with tax.

    `contract_date` is the day of the contract this guarantee is for: of the change when `contract_phase` is CHANGE,
    otherwise of the original contract. A case that mentions no change is an original contract.
    """

    kind: GuaranteeKind | None = None
    categories: frozenset[Category] = frozenset()
    surety_class: SuretyClass | None = None
    surety_name: str | None = None
    instrument: Instrument | None = None
    contract_phase: Phase | None = None
    contract_date: date | None = None
    initial_contract_date: date | None = None
    notice_date: date | None = None
    designation_date: date | None = None
    bid_date: date | None = None
    procurement_start_date: date | None = None
    notification_date: date | None = None
    guarantee_contract_date: date | None = None
    submission_date: date | None = None
    price_yen: int | None = None
    department: str | None = None
    procurement: Procurement | None = None
    contractor_opt_in: bool | None = None
    latest_contract_clauses: bool | None = None
    surety_online_service: bool | None = None
    marked_in_notice: bool | None = None
    works_supervision: bool | None = None
    waiver_case: bool | None = None

    @property
    def is_change(self) -> bool:
        return self.contract_phase is Phase.CHANGE

    @property
    def original_contract_date(self) -> date | None:
        """When the contract was first concluded, as far as the case says so."""
        if self.initial_contract_date is not None:
            return self.initial_contract_date
        return None if self.is_change else self.contract_date

    @property
    def known_surety_class(self) -> SuretyClass | None:
        """Advances are guaranteed by guarantee companies alone (Act on advance payments for public works, art. 2)."""
        if self.surety_class is None and self.kind is not None and self.kind.guarantees_an_advance:
            return SuretyClass.GUARANTEE_COMPANY
        return self.surety_class

    @classmethod
    def from_dict(cls, facts: Mapping[str, Any]) -> Case:
        """Read the JSON form (docs/formats/rulebook.md). Raises CaseError for an unknown key or an unreadable value."""
        if not isinstance(facts, Mapping):
            raise CaseError("case", "JSONのオブジェクトではありません")
        read: dict[str, Any] = {}
        for key, value in facts.items():
            if key in _IGNORED or value is None:
                continue
            name, reader = _READERS.get(key, (key, None))
            if reader is None:
                raise CaseError(key, "知らない項目です" + _nearest(key))
            if name == "surety":
                read.update(_surety(value))
            else:
                read[name] = reader(key, value)
        return cls(**read)


_IGNORED = frozenset({"orderer", "note"})


def _nearest(key: str) -> str:
    near = get_close_matches(key, list(_READERS), n=1)
    return f"（{near[0]} のことでしょうか）" if near else ""


def _day(fact: str, value: Any) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise CaseError(fact, f"日付は 2024-12-01 の形で書いてください（{value!r}）") from None


def _yes_no(fact: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise CaseError(fact, f"true か false で書いてください（{value!r}）")
    return value


def _text(fact: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise CaseError(fact, f"文字で書いてください（{value!r}）")
    return value.strip()


def _yen(fact: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise CaseError(fact, f"円単位の整数で書いてください（{value!r}）")
    return int(value)


def _choice(codes: type[E], synonyms: Mapping[str, E]) -> Callable[[str, Any], E]:
    known = {code.value.casefold(): code for code in codes} | {
        word.casefold(): code for word, code in synonyms.items()
    }
    known |= {str(getattr(code, "label", code.value)): code for code in codes}

    def read(fact: str, value: Any) -> E:
        found = known.get(value.casefold()) if isinstance(value, str) else None
        if found is None:
            choices = "、".join(code.value for code in codes)
            raise CaseError(fact, f"{value!r} は選べません（選べる値: {choices}）")
        return found

    return read


_KIND = _choice(GuaranteeKind, {
    "CP": GuaranteeKind.CONTRACT, "contract_performance": GuaranteeKind.CONTRACT,
    "AP": GuaranteeKind.ADVANCE_PAYMENT, "IA": GuaranteeKind.INTERIM_ADVANCE_PAYMENT,
})  # fmt: skip
_CATEGORY = _choice(Category, {
    ContractCategory.WORKS.value: Category.CONSTRUCTION, "建設工事": Category.CONSTRUCTION,
    ContractCategory.CONSULTANT.value: Category.CONSULTANT,
})  # fmt: skip
_SURETY_CLASS = _choice(SuretyClass, {"cash": SuretyClass.CASH_DEPOSIT})


def _categories(fact: str, value: Any) -> frozenset[Category]:
    listed = value if isinstance(value, (list, tuple, set, frozenset)) else [value]
    if not listed:
        raise CaseError(fact, "空です。わからないときは項目ごと省いてください")
    return frozenset(_CATEGORY(fact, one) for one in listed)


def _surety(value: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise CaseError("surety", "class と name を持つオブジェクトで書いてください")
    unknown = set(value) - {"class", "name", "instrument"}
    if unknown:
        raise CaseError(f"surety.{min(unknown)}", "知らない項目です")
    read: dict[str, Any] = {}
    if value.get("class") is not None:
        read["surety_class"] = _SURETY_CLASS("surety.class", value["class"])
    if value.get("name") is not None:
        read["surety_name"] = _text("surety.name", value["name"])
    if value.get("instrument") is not None:
        read["instrument"] = _choice(Instrument, {})("surety.instrument", value["instrument"])
    return read


_DAYS = (
    "contract_date", "initial_contract_date", "notice_date", "designation_date", "bid_date", "procurement_start_date",
    "notification_date", "guarantee_contract_date", "submission_date",
)  # fmt: skip
_YES_NO = (
    "contractor_opt_in", "latest_contract_clauses", "surety_online_service", "marked_in_notice", "works_supervision",
    "waiver_case",
)  # fmt: skip
_READERS: dict[str, tuple[str, Callable[[str, Any], Any]]] = {
    "kind": ("kind", _KIND),
    "guarantee_kind": ("kind", _KIND),
    "category": ("categories", _categories),
    "categories": ("categories", _categories),
    "surety": ("surety", lambda _fact, value: value),
    "contract_phase": ("contract_phase", _choice(Phase, {})),
    "price_yen": ("price_yen", _yen),
    "department": ("department", _text),
    "procurement": ("procurement", _choice(Procurement, {})),
    **{name: (name, _day) for name in _DAYS},
    **{name: (name, _yes_no) for name in _YES_NO},
}

FACT_LABELS: Mapping[str, str] = {
    "kind": "保証の種類",
    "category": "契約の種類（工事・業務の別）",
    "surety.class": "保証する者の種類",
    "surety.name": "保証する者の名称",
    "contract_phase": "当初契約か変更契約かの別",
    "contract_date": "契約の締結日",
    "initial_contract_date": "当初契約の締結日",
    "notice_date": "入札の公告日",
    "notice_date/designation_date": "入札の公告日または指名通知日",
    "bid_date": "入札日",
    "procurement_start_date": "発注手続きの開始日",
    "notification_date": "契約予定工事の通知日",
    "guarantee_contract_date": "保証契約の締結日",
    "price_yen": "契約金額",
    "department": "発注した部署",
    "procurement": "契約の方法（入札・随意契約など）",
    "contractor_opt_in": "受注者が電子保証を希望するかどうか",
    "marked_in_notice": "公告などで電子保証の対象外とされていないか",
    "works_supervision": "工事監理業務かどうか",
    "waiver_case": "契約保証が免除される案件かどうか",
}
