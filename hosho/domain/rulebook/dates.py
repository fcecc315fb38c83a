"""Whether a case falls after a rule's start, on the event the page names.

Events of one contract have an order: start of procurement, notice or designation, bid, original contract, change.
A day that is missing can therefore sometimes be bounded by a neighbour: a contract concluded before the start was
also put out to tender before it. Nothing else is inferred, and `start_of_operation` (the page gives a day and not
the event) is only settled when every event lies on one side.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from hosho.domain.rulebook.case import FACT_LABELS, Case
from hosho.domain.rulebook.codes import Basis, Precision, Stance
from hosho.domain.rulebook.decision import Finding, Reason, Truth
from hosho.domain.rulebook.rules import Rule
from hosho.lib.days import format_day

_FACT_OF_BASIS = {
    Basis.CONTRACT_DATE: "contract_date",
    Basis.NOTICE_DATE: "notice_date",
    Basis.NOTICE_OR_DESIGNATION_DATE: "notice_date/designation_date",
    Basis.BID_DATE: "bid_date",
    Basis.PROCUREMENT_START: "procurement_start_date",
    Basis.PLANNED_CONTRACT_NOTIFICATION: "notification_date",
    Basis.GUARANTEE_CONTRACT_DATE: "guarantee_contract_date",
}
_DAY_OF_BASIS: dict[Basis, Callable[[Case], date | None]] = {
    Basis.CONTRACT_DATE: lambda case: case.original_contract_date,
    Basis.NOTICE_DATE: lambda case: case.notice_date,
    Basis.NOTICE_OR_DESIGNATION_DATE: lambda case: case.notice_date or case.designation_date,
    Basis.BID_DATE: lambda case: case.bid_date,
    Basis.PROCUREMENT_START: lambda case: case.procurement_start_date,
    Basis.PLANNED_CONTRACT_NOTIFICATION: lambda case: case.notification_date,
    Basis.GUARANTEE_CONTRACT_DATE: lambda case: case.guarantee_contract_date,
}
shown = lru_cache(maxsize=4096)(format_day)


def after_start(rule: Rule, case: Case) -> Finding:
    """TRUE: the rule has started for this case; FALSE: not yet; UNKNOWN: a fact is missing or the page is ambiguous."""
    start = rule.start
    if start.day is None or start.basis is Basis.UNSTATED:
        return _unknown(rule, "start_unstated", "電子保証を始める日が資料に示されていません。", None)
    if start.basis is Basis.START_OF_OPERATION:
        return _against_ambiguous_day(rule, case, start.day)
    if start.basis is Basis.CONTRACT_DATE:
        return _against_contract_date(rule, case, start.day)
    return _against_day_before_contract(rule, case, start.day)


def before_end(rule: Rule, case: Case) -> Finding | None:
    """Whether the rule has not ended (the last day counts as within it); None when it has no end."""
    if rule.until is None:
        return None
    day = _day_of(rule.start.basis, case) or case.submission_date
    if day is None:
        fact = _FACT_OF_BASIS.get(rule.start.basis, "contract_date")
        return _missing(rule, fact)
    if day > rule.until:
        return _false(rule, "date_ended", f"この取扱いは{shown(rule.until)}で終わりました。", _fact(rule))
    return _true(rule, "date_not_ended", f"この取扱いは{shown(rule.until)}まで続きます。", _fact(rule))


def _day_of(basis: Basis, case: Case) -> date | None:
    pick = _DAY_OF_BASIS.get(basis)
    return pick(case) if pick else None


def _against_contract_date(rule: Rule, case: Case, start: date) -> Finding:
    original = case.original_contract_date
    if original is None:
        return _without_original_date(rule, case, start)
    fact = "initial_contract_date" if case.initial_contract_date is not None else "contract_date"
    if original >= start:
        return _true(rule, "date_reached", _compared("当初契約の締結日", original, start, reached=True), fact)
    if not case.is_change or rule.start.tests_initial_contract or rule.changes_of_earlier is Stance.REFUSED:
        return _false(
            rule, "date_not_reached", _compared("当初契約の締結日", original, start, reached=False), fact
        )
    return _change_of_earlier(rule, case, start)


def _without_original_date(rule: Rule, case: Case, start: date) -> Finding:
    if case.contract_date is not None and case.contract_date < start:
        return _false(
            rule,
            "date_not_reached",
            _compared("変更契約の締結日", case.contract_date, start, reached=False),
            "contract_date",
        )
    early = _first_of(case.procurement_start_date, case.notice_date, case.designation_date, case.bid_date)
    if early is not None and early >= start:
        return _true(
            rule,
            "date_reached",
            f"発注の手続きが{shown(start)}以降に始まったため、契約も開始日以降です。",
            "notice_date",
        )
    return _missing(rule, "initial_contract_date" if case.is_change else "contract_date")


def _against_day_before_contract(rule: Rule, case: Case, start: date) -> Finding:
    """Bases other than the contract's own day; they concern the original contract also when it is changed later."""
    fact, label = _fact(rule), rule.start.basis.label
    day = _day_of(rule.start.basis, case)
    if rule.start.basis is Basis.NOTICE_OR_DESIGNATION_DATE and _sides_differ(case, start):
        return _unknown(rule, "dates_disagree", "公告日と指名通知日が開始日の前後に分かれています。", fact)
    if day is None:
        return _bounded(rule, case, start)
    if day >= start:
        return _true(rule, "date_reached", _compared(label, day, start, reached=True), fact)
    if case.is_change and rule.changes_of_earlier is Stance.ACCEPTED:
        return _change_of_earlier(rule, case, start)
    return _false(rule, "date_not_reached", _compared(label, day, start, reached=False), fact)


def _bounded(rule: Rule, case: Case, start: date) -> Finding:
    basis = rule.start.basis
    if basis is not Basis.GUARANTEE_CONTRACT_DATE:
        before_bid = basis not in (Basis.BID_DATE, Basis.PLANNED_CONTRACT_NOTIFICATION)
        later = _first_of(
            case.original_contract_date, case.contract_date, case.bid_date if before_bid else None
        )
        if later is not None and later < start:
            if case.is_change and rule.changes_of_earlier is Stance.ACCEPTED:
                return _change_of_earlier(rule, case, start)
            return _false(
                rule,
                "date_not_reached",
                f"{shown(later)}の契約なので、{basis.label}も{shown(start)}より前です。",
                _fact(rule),
            )
        if basis is Basis.BID_DATE:
            earlier = _first_of(case.procurement_start_date, case.notice_date, case.designation_date)
            if earlier is not None and earlier >= start:
                return _true(
                    rule,
                    "date_reached",
                    f"公告などが{shown(start)}以降なので、入札日も開始日以降です。",
                    "notice_date",
                )
    return _missing(rule, _fact(rule))


def _against_ambiguous_day(rule: Rule, case: Case, start: date) -> Finding:
    """The page does not say which event counts: only when all of them lie on one side is there an answer."""
    first = _first_of(case.procurement_start_date, case.notice_date, case.designation_date)
    if first is not None and first >= _certainly_started(start, rule.start.precision):
        return _true(
            rule,
            "all_events_after_start",
            f"公告などからすべての手続きが{shown(start)}の取扱開始より後です。",
            "notice_date",
        )
    if case.submission_date is not None and case.submission_date < start:
        return _false(
            rule, "all_events_before_start", f"取扱いは{shown(start)}に始まります。", "submission_date"
        )
    fact = None if first is not None else "notice_date"
    words = f"{shown(start)}に取扱いを始めるとありますが、契約のどの日と比べるかが資料に示されていません。"
    return Finding(Truth.UNKNOWN, Reason(rule.id, "basis_ambiguous", words, fact, missing=fact is not None))


def _certainly_started(start: date, precision: Precision) -> date:
    """From which day everybody would agree that "this month" or "this fiscal year" has seen the start."""
    if precision is Precision.DAY:
        return start
    months = 1 if precision is Precision.MONTH else 12
    index = start.year * 12 + start.month - 1 + months
    return max(date(index // 12, index % 12 + 1, 1), start + timedelta(days=1))


def _change_of_earlier(rule: Rule, case: Case, start: date) -> Finding:
    """The original contract is older than the start; the change itself counts only from the start on."""
    change = case.contract_date
    if change is not None and change < start:
        words = _compared("変更契約の締結日", change, start, reached=False)
        return _false(rule, "date_not_reached", words, "contract_date")
    if rule.changes_of_earlier is not Stance.ACCEPTED:
        words = "開始日より前の契約を変更した場合の取扱いが、資料に示されていません。"
        return _unknown(rule, "change_of_earlier_unstated", words, "initial_contract_date")
    if change is None:
        return _missing(rule, "contract_date")
    words = "開始日より前の契約でも、その変更は対象になります。"
    return _true(rule, "change_of_earlier_accepted", words, "contract_date")


def _sides_differ(case: Case, start: date) -> bool:
    notice, designation = case.notice_date, case.designation_date
    return notice is not None and designation is not None and (notice >= start) != (designation >= start)


def _first_of(*days: date | None) -> date | None:
    known = [day for day in days if day is not None]
    return min(known) if known else None


def _fact(rule: Rule) -> str:
    return _FACT_OF_BASIS.get(rule.start.basis, "contract_date")


def _compared(label: str, day: date, start: date, *, reached: bool) -> str:
    return f"{label}は{shown(day)}で、対象となる{shown(start)}{'以降です' if reached else 'より前です'}。"


def _missing(rule: Rule, fact: str) -> Finding:
    words = f"「{FACT_LABELS[fact]}」がわからないため、対象かどうか決められません。"
    return Finding(Truth.UNKNOWN, Reason(rule.id, "date_missing", words, fact, missing=True))


def _true(rule: Rule, code: str, sentence: str, fact: str) -> Finding:
    return Finding(Truth.TRUE, Reason(rule.id, code, sentence, fact))


def _false(rule: Rule, code: str, sentence: str, fact: str) -> Finding:
    return Finding(Truth.FALSE, Reason(rule.id, code, sentence, fact))


def _unknown(rule: Rule, code: str, sentence: str, fact: str | None) -> Finding:
    return Finding(Truth.UNKNOWN, Reason(rule.id, code, sentence, fact))
