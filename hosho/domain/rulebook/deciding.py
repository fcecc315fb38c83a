"""The decision: is this guarantee acceptable electronically? Pure; every answer cites the rules it comes from.

1. Each rule is tested for scope, dates and demands, each test answering true, false or unknown.
2. Rules whose scope certainly excludes the case are set aside. If others cover it with certainty, only they count.
3. A rule that supersedes another takes its place from its own start; before that, the older one stands.
4. What remains must agree: one answer, or *ask*. A page's silence is never read as an answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from hosho.domain.kinds import GuaranteeKind
from hosho.domain.rulebook.case import Case
from hosho.domain.rulebook.codes import Answer, Form
from hosho.domain.rulebook.dates import after_start, before_end
from hosho.domain.rulebook.decision import Decision, Finding, Reason, Truth
from hosho.domain.rulebook.demands import conditions, demand_findings
from hosho.domain.rulebook.explaining import format_adopted
from hosho.domain.rulebook.routes import routes_for
from hosho.domain.rulebook.rules import OrdererRules, Rule
from hosho.domain.rulebook.scope import scope_findings

RESERVATION_RULE = "general/reservation"
NOTHING_KNOWN_RULE = "general/nothing-known"


@dataclass(frozen=True)
class _Judged:
    rule: Rule
    scope: list[Finding]
    start: Finding
    others: list[Finding]

    @property
    def in_scope(self) -> Truth:
        return _all(self.scope)

    @property
    def findings(self) -> list[Finding]:
        return [*self.scope, self.start, *self.others]

    @property
    def truth(self) -> Truth:
        return _all(self.findings)


def decide(orderer: OrdererRules, case: Case) -> Decision:
    """Whether `orderer` takes this guarantee electronically, why, under which duties, and how the key is handed in."""
    if case.kind is GuaranteeKind.CONTRACT_RESERVATION:
        words = "契約保証予約は電子証書の対象ではありません。書面で手続きしてください。"
        return Decision(Answer.NO, (Reason(RESERVATION_RULE, "reservation_never_electronic", words, "kind"),))
    if not orderer.rules:
        return Decision(Answer.ASK, (_nothing_known(orderer),))
    judged = [_judge(rule, case) for rule in orderer.rules]
    remaining = _not_superseded([j for j in judged if j.in_scope is not Truth.FALSE])
    decision = _combine(_that_count(remaining)) if remaining else _outside_all(orderer, judged)
    remarks = tuple(
        remark.sentence
        for remark in orderer.remarks
        if (not remark.kinds or case.kind in remark.kinds) and remark.phase in (None, case.contract_phase)
    )
    routes = () if decision.answer is Answer.NO else routes_for(orderer, case)
    return replace(decision, routes=routes, remarks=remarks)


def _judge(rule: Rule, case: Case) -> _Judged:
    end = before_end(rule, case)
    others = demand_findings(rule, case)
    return _Judged(
        rule, scope_findings(rule, case), after_start(rule, case), [end, *others] if end else others
    )


def _all(findings: list[Finding]) -> Truth:
    truth = Truth.TRUE
    for finding in findings:
        if finding.truth is Truth.FALSE:
            return Truth.FALSE
        if finding.truth is Truth.UNKNOWN:
            truth = Truth.UNKNOWN
    return truth


def _not_superseded(judged: list[_Judged]) -> list[_Judged]:
    """Apply `supersedes`: a started newer rule replaces the older, one not yet started leaves it standing."""
    kept = {j.rule.id: j for j in judged}
    replaced: set[str] = set()
    for newer in judged:
        older = newer.rule.supersedes
        if older not in kept:
            continue
        if newer.start.truth is Truth.FALSE:
            replaced.add(newer.rule.id)
        elif newer.start.truth is Truth.TRUE and newer.in_scope is Truth.TRUE:
            replaced.add(older)
    return [j for j in judged if j.rule.id not in replaced]


def _that_count(remaining: list[_Judged]) -> list[_Judged]:
    """The rules that certainly cover the case, with those that may have replaced one of them; else all."""
    certain = {j.rule.id for j in remaining if j.in_scope is Truth.TRUE}
    return (
        [j for j in remaining if j.rule.id in certain or j.rule.supersedes in certain]
        if certain
        else remaining
    )


def _combine(judged: list[_Judged]) -> Decision:
    truths = {j.truth for j in judged}
    if truths == {Truth.TRUE}:
        reasons = [f.reason for j in judged for f in j.findings]
        return Decision(Answer.YES, tuple(reasons), tuple(c for j in judged for c in conditions(j.rule)))
    if truths == {Truth.FALSE}:
        return Decision(
            Answer.NO, tuple(f.reason for j in judged for f in j.findings if f.truth is Truth.FALSE)
        )
    unknown = [f.reason for j in judged for f in j.findings if f.truth is Truth.UNKNOWN]
    if not unknown:
        unknown = [
            Reason(j.rule.id, "rules_disagree", "この案件に当てはまる取扱いが一つに定まりません。")
            for j in judged
        ]
    shown = tuple(c for j in judged if j.rule.form is Form.ELECTRONIC for c in conditions(j.rule))
    return Decision(Answer.ASK, tuple(dict.fromkeys(unknown)), tuple(dict.fromkeys(shown)))


def _outside_all(orderer: OrdererRules, judged: list[_Judged]) -> Decision:
    """No rule speaks about the case. A surety class that no rule mentions is silence; everything else is a no."""
    spoken = [[f for f in j.scope if f.truth is Truth.FALSE] for j in judged]
    told = [false for false in spoken if not any(f.silent for f in false)]
    if told:
        return Decision(Answer.NO, tuple(dict.fromkeys(f.reason for false in told for f in false)))
    words = f"この保証機関の種類について、{orderer.name}の資料に記載がありません。"
    reasons = [Reason(j.rule.id, "surety_class_not_mentioned", words, "surety.class") for j in judged]
    return Decision(Answer.ASK, tuple(reasons[:1]))


def _nothing_known(orderer: OrdererRules) -> Reason:
    if orderer.adopted is None:
        words = f"{orderer.name}が電子証書を受け付けるかどうかは、手元の資料ではわかりません。"
        return Reason(NOTHING_KNOWN_RULE, "nothing_known", words)
    since = f"（{'、'.join(map(format_adopted, orderer.adopted))}から）" if orderer.adopted else ""
    words = (
        f"{orderer.name}は電子保証を取り入れています{since}が、対象や提出方法は手元の資料ではわかりません。"
    )
    return Reason(f"{orderer.id}/adopted", "adopted_details_unknown", words)
