"""Sentences that tell people what an orderer accepts, made from its rules."""

from __future__ import annotations

from hosho.domain.kinds import GuaranteeKind
from hosho.domain.rulebook.codes import Basis, Form, Paper, Precision, SuretyClass
from hosho.domain.rulebook.dates import shown
from hosho.domain.rulebook.routes import Route
from hosho.domain.rulebook.rules import OrdererRules, Rule
from hosho.lib.yen import format_man


def explain(orderer: OrdererRules) -> list[str]:
    """What the orderer accepts, from when, under which conditions, and how keys are handed in; then the sources."""
    sentences: list[str] = []
    for rule in orderer.rules:
        sentences.append(explain_rule(rule))
        sentences += [condition.label for condition in rule.conditions]
    if not orderer.rules:
        sentences.append(_without_rules(orderer))
    sentences.append("契約保証予約は電子証書の対象ではありません。")
    for route in orderer.routes:
        sentences += Route(route, orderer.name, orderer.contact_words).sentences()
    if orderer.paper is not Paper.UNSTATED:
        sentences.append(orderer.paper.label)
    sentences += [remark.sentence for remark in orderer.remarks]
    sentences.append(f"くわしくは{orderer.contact_words}にご確認ください。")
    sentences.append("出典：" + "、".join(source.shown for source in orderer.sources))
    return list(dict.fromkeys(sentences))


def explain_rule(rule: Rule) -> str:
    """One rule as one sentence: from when, which contracts, which guarantees, in what form."""
    scope = [_start(rule), _contracts(rule)]
    if rule.procurement:
        scope.append("・".join(p.label for p in sorted(rule.procurement)) + "によるものに限り、")
    if rule.departments:
        scope.append("・".join(sorted(rule.departments)) + "が発注するものに限り、")
    if rule.min_price_yen:
        scope.append(f"契約金額{format_man(rule.min_price_yen)}以上のものに限り、")
    kinds = "・".join(kind.label for kind in GuaranteeKind if kind in rule.kinds) or "保証"
    who = "" if rule.surety_class is SuretyClass.UNSTATED else f"{_surety(rule)}の"
    until = f"（{shown(rule.until)}まで）" if rule.until else ""
    return "".join(scope) + f"{who}{kinds}は、{_FORM[rule.form]}{until}。"


_FORM = {
    Form.ELECTRONIC: "電子証書で提出できます",
    Form.PAPER_ONLY: "書面で提出してください",
    Form.SCAN_THEN_ORIGINAL: "写しを先に送り、後から書面の原本を提出してください",
    Form.UNCHANGED: "従来どおりの方法で提出してください",
    Form.UNDECIDED: "電子証書の取扱いが決まっていません",
}


def _start(rule: Rule) -> str:
    start = rule.start
    if start.day is None or start.basis is Basis.UNSTATED:
        return ""
    day = shown(start.day)
    if start.precision is Precision.MONTH:
        day = day.replace("1日", "", 1).replace("1日）", "）")
    if start.basis is Basis.START_OF_OPERATION:
        return f"{day}から取扱いが始まっています（契約のどの日と比べるかは記載がありません）。"
    original = "当初" if start.tests_initial_contract else ""
    return f"{original}{start.basis.label}が{day}以降の"


def _contracts(rule: Rule) -> str:
    if rule.all_categories:
        return "契約について、"
    worded = rule.categories_worded or tuple(sorted(category.label for category in rule.categories))
    return f"「{'」「'.join(worded)}」について、" if worded else "契約について、"


def _surety(rule: Rule) -> str:
    names = rule.surety_names
    if names is None or not names.listed:
        return rule.surety_class.label
    return f"{rule.surety_class.label}（{'、'.join(sorted(names.listed))}）"


def _without_rules(orderer: OrdererRules) -> str:
    if orderer.adopted is None:
        return f"{orderer.name}が電子証書を受け付けるかどうかは、手元の資料ではわかりません。"
    since = f"{'、'.join(orderer.adopted)}から" if orderer.adopted else ""
    return f"{orderer.name}は{since}電子保証を取り入れています。対象と提出方法は手元の資料ではわかりません。"
