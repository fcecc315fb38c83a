"""Whether a rule speaks about a case at all: surety, kind of guarantee, category, procurement, department."""

from __future__ import annotations

from functools import lru_cache

from hosho.domain.rulebook.case import FACT_LABELS, Case
from hosho.domain.rulebook.codes import Stance, SuretyClass, may_mean_the_same
from hosho.domain.rulebook.decision import Finding, Reason, Truth
from hosho.domain.rulebook.rules import Rule
from hosho.lib.text import fold_search

fold_name = lru_cache(maxsize=8192)(fold_search)


def scope_findings(rule: Rule, case: Case) -> list[Finding]:
    """All scope tests, in the order a clerk would ask them."""
    tests = (_surety_class, _surety_name, _instrument, _kind, _category, _procurement, _department)
    return [finding for test in tests if (finding := test(rule, case)) is not None]


def _surety_class(rule: Rule, case: Case) -> Finding | None:
    known = case.known_surety_class
    if rule.surety_class is SuretyClass.UNSTATED:
        return _unknown(
            rule,
            "surety_class_unstated",
            "どの保証機関の電子証書を受け付けるかが資料に示されていません。",
            None,
        )
    if known is None:
        return missing(rule, "surety_class_missing", "surety.class")
    if known is not rule.surety_class:
        return _false(
            rule,
            "surety_class_other",
            f"{rule.surety_class.label}についての取扱いです。",
            "surety.class",
            silent=True,
        )
    return _true(rule, "surety_class_covered", f"{known.label}についての取扱いです。", "surety.class")


def _surety_name(rule: Rule, case: Case) -> Finding | None:
    names = rule.surety_names
    if names is None or names.others is Stance.ACCEPTED:
        return None
    if case.known_surety_class not in (None, rule.surety_class):
        return None
    if case.surety_name is None:
        return missing(rule, "surety_name_missing", "surety.name")
    name = case.surety_name
    if fold_name(name) in {fold_name(listed) for listed in names.listed}:
        return _true(rule, "surety_name_listed", f"「{name}」は資料に名前のある保証機関です。", "surety.name")
    if names.others is Stance.REFUSED:
        return _false(
            rule,
            "surety_name_not_listed",
            f"受け付ける保証機関の一覧に「{name}」はありません。",
            "surety.name",
        )
    return _unknown(
        rule, "surety_name_not_mentioned", f"「{name}」について資料に記載がありません。", "surety.name"
    )


def _instrument(rule: Rule, case: Case) -> Finding | None:
    if not rule.instruments or case.known_surety_class is not rule.surety_class:
        return None
    if case.instrument is None or case.instrument in rule.instruments:
        return None
    words = f"{case.instrument.label}について資料に記載がありません。"
    return _unknown(rule, "instrument_not_mentioned", words, "surety.instrument")


def _kind(rule: Rule, case: Case) -> Finding | None:
    if not rule.kinds:
        return _unknown(rule, "kind_unstated", "対象となる保証の種類が資料に示されていません。", None)
    if case.kind is None:
        return missing(rule, "kind_missing", "kind")
    if case.kind in rule.kinds:
        return _true(rule, "kind_covered", f"{case.kind.label}は対象です。", "kind")
    if rule.other_kinds is Stance.REFUSED:
        return _false(rule, "kind_not_covered", f"{case.kind.label}は対象外です。", "kind")
    return _unknown(rule, "kind_not_mentioned", f"{case.kind.label}について資料に記載がありません。", "kind")


def _category(rule: Rule, case: Case) -> Finding | None:
    if rule.all_categories:
        return None
    if not rule.categories:
        return _unknown(
            rule, "category_unstated", "対象となる契約の種類（工事・業務）が資料に示されていません。", None
        )
    if not case.categories:
        return missing(rule, "category_missing", "category")
    label = "・".join(sorted(category.label for category in case.categories))
    if case.categories & rule.categories:
        return _true(rule, "category_covered", f"{label}の契約は対象です。", "category")
    worded = "、".join(rule.categories_worded) or "、".join(sorted(c.label for c in rule.categories))
    if any(may_mean_the_same(one, other) for one in case.categories for other in rule.categories):
        return _unknown(
            rule,
            "category_similar",
            f"資料には「{worded}」とあり、{label}がこれに当たるかは示されていません。",
            "category",
        )
    return _false(
        rule, "category_not_covered", f"「{worded}」についての取扱いで、{label}は含まれません。", "category"
    )


def _procurement(rule: Rule, case: Case) -> Finding | None:
    if not rule.procurement:
        return None
    if case.procurement is None:
        return missing(rule, "procurement_missing", "procurement")
    if case.procurement in rule.procurement:
        return _true(
            rule, "procurement_covered", f"{case.procurement.label}による契約は対象です。", "procurement"
        )
    return _false(
        rule, "procurement_not_covered", f"{case.procurement.label}による契約は対象外です。", "procurement"
    )


def _department(rule: Rule, case: Case) -> Finding | None:
    if not rule.departments:
        return None
    if case.department is None:
        return missing(rule, "department_missing", "department")
    mine = fold_name(case.department)
    if any(mine == fold_name(d) or mine.startswith(fold_name(d)) for d in rule.departments):
        return _true(rule, "department_covered", f"{case.department}の発注する契約は対象です。", "department")
    if rule.other_departments is Stance.ASK:
        return _unknown(
            rule,
            "department_not_mentioned",
            f"{case.department}の取扱いは資料に示されていません。",
            "department",
        )
    worded = "、".join(sorted(rule.departments))
    return _false(
        rule, "department_not_covered", f"{worded}が発注する契約についての取扱いです。", "department"
    )


def missing(rule: Rule, code: str, fact: str) -> Finding:
    """UNKNOWN because the case does not say; the sentence names what is missing."""
    words = f"「{FACT_LABELS[fact]}」がわからないため、対象かどうか決められません。"
    return Finding(Truth.UNKNOWN, Reason(rule.id, code, words, fact, missing=True))


def _true(rule: Rule, code: str, sentence: str, fact: str) -> Finding:
    return Finding(Truth.TRUE, Reason(rule.id, code, sentence, fact))


def _false(rule: Rule, code: str, sentence: str, fact: str, *, silent: bool = False) -> Finding:
    return Finding(Truth.FALSE, Reason(rule.id, code, sentence, fact), silent)


def _unknown(rule: Rule, code: str, sentence: str, fact: str | None) -> Finding:
    return Finding(Truth.UNKNOWN, Reason(rule.id, code, sentence, fact))
