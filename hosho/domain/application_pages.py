"""The pages of an application: which apply, what each holds, in which words.

`answers` is `Application.answers`: one mapping per page, dates as ISO text, amounts as whole yen. A field is named by
its path, `page.field`, for instance `contract.period_to` or `amounts.CONTRACT.amount_yen`: so comments of the desk,
refusals and the rows of the check page all point at the same place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from hosho.domain.kinds import ContractCategory, GuaranteeKind
from hosho.domain.refusals import EntryRefused, KindsDoNotCombine

Answers = Mapping[str, Any]


class Page(StrEnum):
    """One question group, in the order of the wizard."""

    ORDERER = "orderer"
    KINDS = "kinds"
    CONTRACT = "contract"
    AMOUNTS = "amounts"
    JOINT_VENTURE = "joint_venture"
    ACCOUNT = "account"
    ATTACHMENTS = "attachments"
    DELIVERY = "delivery"
    DECLARATIONS = "declarations"

    @property
    def label(self) -> str:
        return _PAGE_LABELS[self]


_PAGE_LABELS = {
    Page.ORDERER: "発注者",
    Page.KINDS: "保証の種類",
    Page.CONTRACT: "契約の内容",
    Page.AMOUNTS: "保証の金額",
    Page.JOINT_VENTURE: "共同企業体",
    Page.ACCOUNT: "前払金の預入口座",
    Page.ATTACHMENTS: "書類の添付",
    Page.DELIVERY: "連絡事項等",
    Page.DECLARATIONS: "確認事項",
}

# Kinds that contradict each other: an interim advance stands on an advance already paid, a reservation stands alone.
_APART = (
    (GuaranteeKind.CONTRACT, GuaranteeKind.CONTRACT_RESERVATION),
    (GuaranteeKind.ADVANCE_PAYMENT, GuaranteeKind.CONTRACT_RESERVATION),
    (GuaranteeKind.INTERIM_ADVANCE_PAYMENT, GuaranteeKind.CONTRACT_RESERVATION),
    (GuaranteeKind.ADVANCE_PAYMENT, GuaranteeKind.INTERIM_ADVANCE_PAYMENT),
)

PURPOSES = {
    "contract_document": "契約の内容がわかる書類（契約書、指名通知書など）",
    "certification_document": "認定調書",
    "payee_evidence": "支払先がわかる書類（注文書、請求書など）",
    "other": "そのほかの書類",
}


def kinds_of(answers: Answers) -> tuple[GuaranteeKind, ...]:
    """The kinds applied for, in the order of the business; empty before they are chosen."""
    chosen = set((answers.get(Page.KINDS) or {}).get("kinds") or ())
    return tuple(kind for kind in GuaranteeKind if kind.value in chosen)


def category_of(answers: Answers) -> ContractCategory:
    """Works or consultant services; works before it is chosen."""
    return ContractCategory((answers.get(Page.KINDS) or {}).get("category") or ContractCategory.WORKS)


def pages_for(answers: Answers) -> tuple[Page, ...]:
    """The pages this application has. The account is asked for advances alone."""
    kinds = kinds_of(answers)
    no_account = bool(kinds) and not any(kind.guarantees_an_advance for kind in kinds)
    return tuple(page for page in Page if not (page is Page.ACCOUNT and no_account))


def without_unneeded(answers: Answers) -> dict[str, Any]:
    """The answers without pages and amounts that the chosen kinds do not need."""
    wanted = {page.value for page in Page} & {page.value for page in pages_for(answers)}
    kept = {name: value for name, value in answers.items() if name in wanted or name == "notes"}
    if Page.AMOUNTS in kept:
        names = {kind.value for kind in kinds_of(answers)}
        kept[Page.AMOUNTS.value] = {k: v for k, v in kept[Page.AMOUNTS].items() if k in names}
    return kept


def check_kinds(kinds: Iterable[GuaranteeKind]) -> None:
    """Refuse combinations that make no sense. Raises KindsDoNotCombine, or EntryRefused when none is chosen."""
    chosen = set(kinds)
    if not chosen:
        raise EntryRefused(reason="保証の種類を1つ以上選んでください。", field="kinds")
    for first, second in _APART:
        if {first, second} <= chosen:
            raise KindsDoNotCombine(first=first.label, second=second.label)


def fields_of(page: Page, answers: Answers) -> dict[str, str]:
    """The fields of a page as they apply to this application: name without the page's, and label."""
    match page:
        case Page.CONTRACT:
            return _contract_fields(answers)
        case Page.AMOUNTS:
            return {
                f"{kind}.{name}": label
                for kind in kinds_of(answers)
                for name, label in amount_fields(kind).items()
            }
        case Page.ATTACHMENTS:
            return dict(PURPOSES)
        case _:
            return dict(_FIELDS[page])


def label_of(path: str, answers: Answers) -> str:
    """The words for a field's path; the page's words where the path names no known field."""
    name, _, field = path.partition(".")
    if name not in {page.value for page in Page}:
        return "申込の全体"
    page = Page(name)
    label = fields_of(page, answers).get(field, "")
    if page is Page.AMOUNTS and label:
        return f"{GuaranteeKind(field.split('.')[0]).label}の{label}"
    return label or page.label


def paths_of(answers: Answers) -> dict[str, str]:
    """Every field of this application that a comment can point at: path and label, in the order of the pages."""
    return {
        f"{page}.{name}": label_of(f"{page}.{name}", answers)
        for page in pages_for(answers)
        for name in fields_of(page, answers)
    }


def _contract_fields(answers: Answers) -> dict[str, str]:
    words = category_of(answers).words
    return {
        "title": words.title,
        "number": words.number,
        "place": words.place,
        "price_yen": f"{words.price}（消費税を含む）",
        "date": "契約日",
        "date_is_planned": "契約日は予定です",
        "initial_date": "当初の契約日",
        "notice_date": "入札の公告日（指名通知日）",
        "period_from": f"{words.period}の初日",
        "period_to": f"{words.period}の末日",
        "latest_clauses": "最新の契約約款を使っているか",
    }


def amount_fields(kind: GuaranteeKind) -> dict[str, str]:
    """What is asked about the amount of one kind."""
    match kind:
        case GuaranteeKind.CONTRACT:
            return {
                "amount_yen": "保証金額",
                "period_from": "保証期間の初日",
                "period_to": "保証期間の末日",
            }
        case GuaranteeKind.ADVANCE_PAYMENT:
            return {"amount_yen": "前払金額（保証金額）"}
        case GuaranteeKind.INTERIM_ADVANCE_PAYMENT:
            return {
                "amount_yen": "中間前払金額（保証金額）",
                "earlier_advance_yen": "受け取った前払金の額",
                "certification_number": "認定番号",
                "certification_date": "認定日",
            }
        case GuaranteeKind.CONTRACT_RESERVATION:
            return {"amount_yen": "予約する保証金額"}


_FIELDS: dict[Page, dict[str, str]] = {
    Page.ORDERER: {"name": "発注者", "department": "担当課", "addressee": "証書のあて先"},
    Page.KINDS: {"category": "契約の種類", "kinds": "保証の種類"},
    Page.JOINT_VENTURE: {
        "is_joint_venture": "共同企業体での契約か",
        "name": "共同企業体の名称",
        "members": "構成員",
    },
    Page.ACCOUNT: {
        "bank": "金融機関",
        "branch": "支店",
        "kind": "預金の種類",
        "number": "口座番号",
        "holder": "口座名義（カナ）",
    },
    Page.DELIVERY: {
        "delivery": "保証証書の受取方法",
        "contact_name": "担当者の氏名",
        "contact_phone": "担当者の電話番号",
        "contact_email": "担当者のメールアドレス",
        "remarks": "当社への連絡事項",
        "character_note": "文字についての連絡",
    },
    Page.DECLARATIONS: {
        "terms": "保証約款への同意",
        "no_antisocial_forces": "反社会的勢力ではないことの表明",
        "privacy": "個人情報の取扱いへの同意",
    },
}
