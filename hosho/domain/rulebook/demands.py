"""What a rule demands of a case within its scope: form, price, wish, exclusions, and duties shown with the answer."""

from __future__ import annotations

from hosho.domain.kinds import GuaranteeKind
from hosho.domain.rulebook.case import Case
from hosho.domain.rulebook.codes import WORKS, Condition, Exclusion, Form, Need
from hosho.domain.rulebook.decision import Finding, Reason, Truth
from hosho.domain.rulebook.rules import Rule
from hosho.domain.rulebook.scope import missing
from hosho.lib.yen import format_yen

_FORM_SENTENCES = {
    Form.ELECTRONIC: (Truth.TRUE, "電子証書を受け付けています。"),
    Form.PAPER_ONLY: (Truth.FALSE, "書面の証書だけを受け付けています。"),
    Form.SCAN_THEN_ORIGINAL: (Truth.FALSE, "証書の写しを先に送り、書面の原本を後から提出する取扱いです。"),
    Form.UNCHANGED: (Truth.FALSE, "従来どおりの取扱いで、電子証書の対象ではありません。"),
    Form.UNDECIDED: (Truth.UNKNOWN, "電子証書の取扱いは、まだ決まっていません。"),
}
_EXCLUDED_FACT = {
    Exclusion.WORKS_SUPERVISION: "works_supervision",
    Exclusion.WAIVER_CASE: "waiver_case",
    Exclusion.MARKED_IN_NOTICE: "marked_in_notice",
}


def demand_findings(rule: Rule, case: Case) -> list[Finding]:
    """Everything the rule tests besides its scope and its dates."""
    findings = [_form(rule)]
    if rule.min_price_yen is not None:
        findings.append(_price(rule, case, rule.min_price_yen))
    if rule.form is Form.ELECTRONIC:
        findings += [_need(rule, case, need) for need in rule.needs]
        findings += [
            _broken for condition in rule.conditions if (_broken := _broken_condition(rule, case, condition))
        ]
        findings += [_exclusion(rule, case, e) for e in rule.exclusions if _can_apply(e, case)]
    return findings


def conditions(rule: Rule) -> tuple[Reason, ...]:
    """The duties to show beside a yes."""
    return tuple(Reason(rule.id, f"condition_{c.value}", c.label, c.value) for c in rule.conditions)


def _form(rule: Rule) -> Finding:
    truth, sentence = _FORM_SENTENCES[rule.form]
    return Finding(
        truth, Reason(rule.id, f"form_{rule.form.value}", f"{rule.surety_class.label}については、{sentence}")
    )


def _price(rule: Rule, case: Case, least: int) -> Finding:
    if case.price_yen is None:
        return missing(rule, "price_missing", "price_yen")
    reached = case.price_yen >= least
    words = f"契約金額{format_yen(case.price_yen)}は、対象となる{format_yen(least)}{'以上です' if reached else 'に足りません'}。"
    code = "price_reached" if reached else "price_below"
    return Finding(Truth.TRUE if reached else Truth.FALSE, Reason(rule.id, code, words, "price_yen"))


def _need(rule: Rule, case: Case, need: Need) -> Finding:
    wished = case.contractor_opt_in
    if wished is None:
        return missing(rule, "opt_in_missing", need.value)
    words = "受注者が電子保証を希望しています。" if wished else "受注者が電子保証を希望していません。"
    return Finding(
        Truth.TRUE if wished else Truth.FALSE,
        Reason(rule.id, f"opt_in_{str(wished).lower()}", words, need.value),
    )


def _broken_condition(rule: Rule, case: Case, condition: Condition) -> Finding | None:
    """A condition refuses only a case that states the contrary; silence is answered by showing the duty."""
    if getattr(case, condition.value) is not False:
        return None
    return Finding(
        Truth.FALSE,
        Reason(
            rule.id,
            f"condition_{condition.value}_not_met",
            f"条件を満たしていません。{condition.label}",
            condition.value,
        ),
    )


def _can_apply(exclusion: Exclusion, case: Case) -> bool:
    if exclusion is Exclusion.WORKS_SUPERVISION and case.categories and case.categories <= WORKS:
        return False
    return not (exclusion is Exclusion.WAIVER_CASE and case.kind not in (None, GuaranteeKind.CONTRACT))


def _exclusion(rule: Rule, case: Case, exclusion: Exclusion) -> Finding:
    fact = _EXCLUDED_FACT[exclusion]
    applies: bool | None = getattr(case, fact)
    if applies is None:
        return missing(rule, f"{fact}_missing", fact)
    words = f"{exclusion.label}は対象外です。" if applies else f"{exclusion.label}ではありません。"
    code = f"excluded_{exclusion.value}" if applies else f"not_excluded_{exclusion.value}"
    return Finding(Truth.FALSE if applies else Truth.TRUE, Reason(rule.id, code, words, fact))
