"""The closed lists a rulebook is written in, each with its word for people.

The lists come from reading 56 public bodies' published rules (docs/formats/rulebook.md names them); a body that
needs a word which is not here needs a new code, never free text.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from hosho.domain.kinds import GuaranteeKind


class Labelled(StrEnum):
    """A code written in data files, with its Japanese word."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member


class Answer(Labelled):
    """Three answers, not two."""

    YES = "yes", "電子証書で提出できます"
    NO = "no", "電子証書では提出できません"
    ASK = "ask", "発注者に確認が必要です"


class OrdererKind(Labelled):
    PREFECTURE = "prefecture", "都道府県"
    CITY = "city", "市・特別区"
    TOWN = "town", "町"
    VILLAGE = "village", "村"
    MINISTRY = "ministry", "国の機関"
    CORPORATION = "corporation", "法人"
    ASSOCIATION = "association", "組合"


class Category(Labelled):
    """What a contract is about. The pages call the same work by many names; these are the ones that differ."""

    CONSTRUCTION = "construction", "工事"
    FORESTRY = "forestry", "森林整備工事"
    CONSULTANT = "consultant", "建設コンサルタント等業務"
    CONSTRUCTION_RELATED_SERVICE = "construction_related_service", "工事に係る業務委託"
    SURVEY = "survey", "測量業務"
    DESIGN = "design", "設計業務"
    OTHER = "other", "その他の業務"


class SuretyClass(Labelled):
    GUARANTEE_COMPANY = "guarantee_company", "保証事業会社"
    INSURER = "insurer", "保険会社"
    BANK = "bank", "銀行等の金融機関"
    CASH_DEPOSIT = "cash_deposit", "現金による契約保証金"
    UNSTATED = "unstated", "（保証する者の種類の記載なし）"


class Instrument(Labelled):
    PERFORMANCE_INSURANCE = "performance_insurance", "履行保証保険"
    PERFORMANCE_BOND = "performance_bond", "公共工事履行保証証券"


class Form(Labelled):
    """In what form the guarantee of one surety class is taken."""

    ELECTRONIC = "electronic", "電子証書"
    PAPER_ONLY = "paper_only", "書面のみ"
    SCAN_THEN_ORIGINAL = "scan_then_original", "書面（写しを先に送り、原本は後から）"
    UNCHANGED = "unchanged", "従来どおり"
    UNDECIDED = "undecided", "未定"


class Basis(Labelled):
    """Which event of a contract the start date is compared with."""

    CONTRACT_DATE = "contract_date", "契約の締結日"
    NOTICE_DATE = "notice_date", "入札の公告日"
    NOTICE_OR_DESIGNATION_DATE = "notice_or_designation_date", "入札の公告日または指名通知日"
    BID_DATE = "bid_date", "入札日"
    PROCUREMENT_START = "procurement_start", "発注手続きの開始日"
    PLANNED_CONTRACT_NOTIFICATION = "planned_contract_notification", "契約予定工事の通知日"
    GUARANTEE_CONTRACT_DATE = "guarantee_contract_date", "保証契約の締結日"
    START_OF_OPERATION = "start_of_operation", "取扱いの開始日"
    UNSTATED = "unstated", "（記載なし）"

    @property
    def is_definite(self) -> bool:
        """Whether the page says which event of the contract counts."""
        return self not in (Basis.START_OF_OPERATION, Basis.UNSTATED)


class Precision(Labelled):
    DAY = "day", "日"
    MONTH = "month", "月"
    FISCAL_YEAR = "fiscal_year", "年度"


class Procurement(Labelled):
    OPEN_BIDDING = "open_bidding", "一般競争入札"
    DESIGNATED_BIDDING = "designated_bidding", "指名競争入札"
    NEGOTIATED = "negotiated", "随意契約"
    PROPOSAL = "proposal", "プロポーザル"


class Phase(Labelled):
    INITIAL = "initial", "当初契約"
    CHANGE = "change", "変更契約"


class Stance(Labelled):
    """What a page's scope means for what it does not list."""

    ACCEPTED = "accepted", "受け付ける"
    REFUSED = "refused", "受け付けない"
    ASK = "ask", "記載がない"


class Need(Labelled):
    """A fact that must be known and true before the answer can be yes."""

    CONTRACTOR_OPT_IN = "contractor_opt_in", "受注者が電子保証を希望すること"


class Condition(Labelled):
    """A duty shown with the answer; only a case that states the contrary is refused for it."""

    LATEST_CONTRACT_CLAUSES = "latest_contract_clauses", "当初の契約書には、最新の契約約款をお使いください。"
    SURETY_ONLINE_SERVICE = (
        "surety_online_service",
        "保証事業会社のインターネット申込みからお申し込みください。",
    )


class Exclusion(Labelled):
    """Cases a page takes out of its own scope."""

    WORKS_SUPERVISION = "works_supervision", "工事監理業務"
    WAIVER_CASE = "waiver_case", "契約保証が免除される案件"
    MARKED_IN_NOTICE = "marked_in_notice", "公告などで電子保証の対象外とされた案件"


class Paper(Labelled):
    ACCEPTED = "accepted", "書面の保証証書も引き続き提出できます。"
    UNSTATED = "unstated", "書面の取扱いは資料に記載がありません。"
    REFUSED = "refused", "書面の保証証書は受け付けられません。"


KIND_CODES = {kind.value: kind for kind in GuaranteeKind}
ELECTRONIC_KINDS = tuple(kind for kind in GuaranteeKind if kind.has_certificate)
SERVICES = frozenset(
    {
        Category.CONSULTANT,
        Category.CONSTRUCTION_RELATED_SERVICE,
        Category.SURVEY,
        Category.DESIGN,
        Category.OTHER,
    }
)
WORKS = frozenset({Category.CONSTRUCTION, Category.FORESTRY})


def may_mean_the_same(one: Category, other: Category) -> bool:
    """Whether two codes may name the same contract, so that only the orderer can say.

    Pages use 建設コンサルタント等業務, 工事に係る業務委託, 測量 and 設計 for overlapping work and none says how they
    relate; 「その他」 (等) may reach anything.
    """
    both = {one, other}
    return Category.OTHER in both or both <= SERVICES or both <= WORKS
