"""What the desk checks before it decides: each check with a mark and a sentence, from the domain's own rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from hosho.certificates import glyphs
from hosho.domain.application_checks import day, electronic_refusal, missing, page_refusals
from hosho.domain.application_pages import PURPOSES, Page, category_of, kinds_of, label_of, pages_for
from hosho.domain.kinds import Delivery, GuaranteeKind
from hosho.domain.refusals import Incomplete, MissingGlyphs, PeriodNotCovered, PeriodRefused, Refusal
from hosho.domain.rulebook import Answer, Decision
from hosho.guarantees.models import Application
from hosho.guarantees.orderers import decisions, rules_of
from hosho.guarantees.queries.exposure import exposure_of
from hosho.lib.clock import today_in_japan
from hosho.lib.days import format_day_era
from hosho.lib.yen import format_yen


class Mark(StrEnum):
    """The result of a check, as a sign and in words."""

    GOOD = "✓"
    CARE = "！"
    BAD = "✕"

    @property
    def label(self) -> str:
        return {"✓": "問題なし", "！": "要確認", "✕": "不備あり"}[self.value]

    @property
    def tone(self) -> str:
        return {"✓": "good", "！": "attention", "✕": "refused"}[self.value]


@dataclass(frozen=True)
class Check:
    """One check: what was looked at, the mark, and why in sentences."""

    title: str
    mark: Mark
    sentences: tuple[str, ...]


def needed_papers(answers: dict[str, Any]) -> dict[str, bool]:
    """Which papers belong to an application: purpose, and whether nothing may be accepted without it."""
    kinds = kinds_of(answers)
    papers = {"contract_document": True}
    if GuaranteeKind.INTERIM_ADVANCE_PAYMENT in kinds:
        papers["certification_document"] = True
    if any(kind.guarantees_an_advance for kind in kinds):
        # the evidence of payees may follow, before the money arrives (domain.md 3.2)
        papers["payee_evidence"] = False
    return papers


def missing_papers(answers: dict[str, Any], present: set[str]) -> list[tuple[str, bool]]:
    """The papers that are not there: short label, and whether they are indispensable."""
    return [
        (PURPOSES[purpose].split("（")[0], needed)
        for purpose, needed in needed_papers(answers).items()
        if purpose not in present
    ]


def checks(application: Application, *, at: datetime) -> list[Check]:
    """Every check of one application, in the order of the page."""
    answers = application.answers
    return [
        _papers(application),
        _entries(answers),
        *_orderer(answers),
        _amounts(answers),
        _periods(application, at),
        _delivery(answers),
        _glyphs(application),
        _exposure(application),
        _contractor(application),
    ]


def stops(application: Application, *, at: datetime) -> Refusal | None:
    """Why a certificate could not be made from the application as it stands, whatever the underwriter thinks."""
    answers = application.answers
    lacking = [label_of(path, answers) for path in _missing(answers)]
    if lacking:
        return Incomplete(missing="、".join(dict.fromkeys(lacking)))
    absent = missing_glyphs(application)
    if absent:
        places = "、".join(dict.fromkeys(place for place, _ in absent))
        characters = "".join(dict.fromkeys(each for _, each in absent))
        return MissingGlyphs(characters=characters, places=places)
    if (ended := _ended(answers, at)) is not None:
        return ended
    if answers["delivery"]["delivery"] == Delivery.ELECTRONIC:
        return electronic_refusal(answers, rules=rules_of(answers), decisions=decisions(answers))
    return None


def _missing(answers: dict[str, Any]) -> list[str]:
    """The paths of fields a record cannot do without."""
    pages = [page for page in pages_for(answers) if page in _OF_THE_RECORD]
    return [f"{page}.{name}" for page in pages for name in missing(page, answers)]


def missing_glyphs(application: Application) -> list[tuple[str, str]]:
    """Characters no certificate can show: the words for the place, and the character."""
    return [
        (place, each.character)
        for place, text in _printed(application)
        for each in glyphs.missing(str(text or ""))
    ]


def _printed(application: Application) -> Iterator[tuple[str, str]]:
    answers, company = application.answers, application.contractor
    yield "受注者の名称", company.name
    yield "受注者の住所", company.address
    yield "代表者の役職", company.representative_title
    yield "代表者の氏名", company.representative
    for page, names in _ON_THE_CERTIFICATE.items():
        for name in names:
            yield label_of(f"{page}.{name}", answers), (answers.get(page) or {}).get(name) or ""
    venture = answers.get("joint_venture") or {}
    if venture.get("is_joint_venture"):
        yield "共同企業体の名称", venture.get("name") or ""
        for member in venture.get("members") or []:
            yield "構成員", f"{member.get('name', '')} {member.get('address', '')}"


_OF_THE_RECORD = (Page.ORDERER, Page.KINDS, Page.CONTRACT, Page.AMOUNTS, Page.ACCOUNT, Page.DELIVERY)
_ON_THE_CERTIFICATE = {
    "orderer": ("name", "department", "addressee"),
    "contract": ("title", "number", "place"),
    "account": ("bank", "branch", "holder"),
}


def _papers(application: Application) -> Check:
    present = set(application.attachments.filter(removed_at=None).values_list("purpose", flat=True))
    lacking = missing_papers(application.answers, present)
    if not lacking:
        return Check("書類", Mark.GOOD, ("必要な書類がそろっています。",))
    words = tuple(
        f"「{label}」が添付されていません。{'差し戻して提出を求めてください。' if needed else '前払金の入金までに提出を受けてください。'}"
        for label, needed in lacking
    )
    return Check("書類", Mark.BAD if any(needed for _, needed in lacking) else Mark.CARE, words)


def _entries(answers: dict[str, Any]) -> Check:
    lacking = [f"「{label_of(path, answers)}」が入力されていません。" for path in _missing(answers)]
    lacking += [refusal.sentence for refusal in _told(answers, Page.KINDS, Page.JOINT_VENTURE)]
    if lacking:
        return Check("入力", Mark.BAD, tuple(dict.fromkeys(lacking)))
    return Check("入力", Mark.GOOD, ("証書に必要な項目は、すべて入力されています。",))


def _told(answers: dict[str, Any], *pages: Page) -> list[Refusal]:
    """What the domain says about filled-in pages."""
    rules, decided = rules_of(answers), decisions(answers)
    return [
        refusal
        for page in pages
        if page in pages_for(answers) and not missing(page, answers)
        for refusal in page_refusals(page, answers, rules=rules, decisions=decided)
    ]


def _orderer(answers: dict[str, Any]) -> Iterator[Check]:
    found = decisions(answers)
    for kind in kinds_of(answers):
        title = f"発注者の取扱い（{kind.label}）"
        if kind in found:
            yield Check(title, _mark_of(found[kind], answers), _reasons(found[kind]))
        else:
            yield Check(
                title, Mark.CARE, ("この発注者の取扱いは登録されていません。担当課に確かめてください。",)
            )


def _mark_of(decision: Decision, answers: dict[str, Any]) -> Mark:
    if decision.answer is Answer.YES or answers["delivery"]["delivery"] == Delivery.PAPER:
        return Mark.GOOD
    return Mark.CARE if decision.answer is Answer.ASK else Mark.BAD


def _reasons(decision: Decision) -> tuple[str, ...]:
    told = [reason.sentence for reason in (*decision.reasons, *decision.conditions)]
    return (f"{decision.answer.label}。", *dict.fromkeys(told))


def _amounts(answers: dict[str, Any]) -> Check:
    problems = [r.sentence for r in _told(answers, Page.AMOUNTS) if not isinstance(r, _ABOUT_DAYS)]
    if problems:
        return Check("金額の限度", Mark.BAD, tuple(problems))
    if rules_of(answers) is None:
        return Check(
            "金額の限度", Mark.CARE, ("この発注者の限度は登録されていません。契約書で確かめてください。",)
        )
    return Check("金額の限度", Mark.GOOD, ("発注者が公表している限度の範囲内です。",))


_ABOUT_DAYS = (PeriodRefused, PeriodNotCovered)


def _periods(application: Application, at: datetime) -> Check:
    told = _told(application.answers, Page.CONTRACT, Page.AMOUNTS)
    problems = [refusal.sentence for refusal in told if isinstance(refusal, _ABOUT_DAYS)]
    if problems:
        return Check("期間", Mark.BAD, tuple(problems))
    if (ended := _ended(application.answers, at)) is not None:
        return Check("期間", Mark.BAD, (ended.sentence,))
    return Check("期間", Mark.GOOD, ("保証期間は、契約の期間を含んでいます。",))


def _ended(answers: dict[str, Any], at: datetime) -> Refusal | None:
    """An advance is guaranteed from the conclusion on: not on a contract whose period is over by then."""
    today, last = today_in_japan(at), day((answers.get("contract") or {}).get("period_to"))
    advances = any(kind.guarantees_an_advance for kind in kinds_of(answers))
    if not advances or last is None or last >= today:
        return None
    word = category_of(answers).words.period
    return PeriodRefused(
        earlier="保証期間の初日（引き受ける日）",
        earlier_day=format_day_era(today),
        later=f"{word}の末日",
        later_day=format_day_era(last),
    )


def _delivery(answers: dict[str, Any]) -> Check:
    if answers["delivery"]["delivery"] == Delivery.PAPER:
        return Check("受取方法", Mark.GOOD, ("書面で交付します。",))
    refusal = electronic_refusal(answers, rules=rules_of(answers), decisions=decisions(answers))
    if refusal is not None:
        return Check("受取方法", Mark.BAD, (refusal.sentence,))
    asked = [d for d in decisions(answers).values() if d.answer is Answer.ASK]
    if asked or rules_of(answers) is None:
        return Check(
            "受取方法",
            Mark.CARE,
            ("電子交付の可否を、発注者に確かめてください。確かめた結果を所見に残してください。",),
        )
    return Check("受取方法", Mark.GOOD, ("すべての保証を電子交付できます。",))


def _glyphs(application: Application) -> Check:
    absent = missing_glyphs(application)
    if not absent:
        return Check("文字", Mark.GOOD, ("名称などの文字は、すべて証書に印字できます。",))
    told = tuple(dict.fromkeys(f"{place}の「{each}」は証書に印字できません。" for place, each in absent))
    return Check("文字", Mark.BAD, told)


def _exposure(application: Application) -> Check:
    found = exposure_of(application.contractor)
    parts = f"（成立済み{format_yen(found.living_yen)}、審査・入金待ち{format_yen(found.open_yen)}）"
    total, limit = format_yen(found.total_yen), format_yen(found.limit_yen)
    if found.exceeded:
        sentence = (
            f"引き受けると保証残高が{total}{parts}となり、限度額{limit}を超えます。承認者の承認が必要です。"
        )
        return Check("保証残高", Mark.CARE, (sentence,))
    return Check("保証残高", Mark.GOOD, (f"保証残高は{total}{parts}で、限度額{limit}の範囲内です。",))


def _contractor(application: Application) -> Check:
    company = application.contractor
    if company.suspended_at is not None:
        return Check(
            "受注者", Mark.BAD, ("この受注者の利用は停止されています。業務管理者に確かめてください。",)
        )
    if not company.licence:
        return Check("受注者", Mark.CARE, ("建設業許可が登録されていません。許可の状況を確かめてください。",))
    return Check("受注者", Mark.GOOD, (f"{company.licence}。有効期限は許可通知書で確かめてください。",))
