"""Sentences that tell people what an orderer accepts, made from its rules."""

from __future__ import annotations

from datetime import date

from hosho.domain.kinds import GuaranteeKind
from hosho.domain.rulebook.codes import Basis, Form, Paper, Precision, SuretyClass
from hosho.domain.rulebook.dates import shown
from hosho.domain.rulebook.routes import Route
from hosho.domain.rulebook.rules import OrdererRules, RouteRule, Rule, Start
from hosho.lib.days import era_and_year
from hosho.lib.yen import format_man


def explain(orderer: OrdererRules) -> list[str]:
    """What the orderer accepts, from when, under which conditions, and how keys are handed in; then the sources."""
    sentences: list[str] = []
    for rule in orderer.rules:
        sentences.append(explain_rule(rule))
        sentences += [condition.label for condition in rule.conditions if condition.label not in sentences]
    if not orderer.rules:
        sentences.append(_without_rules(orderer))
    sentences.append("契約保証予約は電子証書の対象ではありません。")
    for route in orderer.routes:
        told = Route(route, orderer.name, orderer.contact_words).sentences()
        sentences.append(_heading(route) + told[0])
        sentences += told[1:]
    if orderer.paper is not Paper.UNSTATED:
        sentences.append(orderer.paper.label)
    sentences += [remark.sentence for remark in orderer.remarks]
    if orderer.contact is None or not orderer.routes:
        sentences.append(f"くわしくは{orderer.contact_words}にご確認ください。")
    sentences.append("出典：" + "、".join(source.shown for source in orderer.sources))
    return sentences


def _heading(route: RouteRule) -> str:
    kinds = "・".join(kind.label for kind in GuaranteeKind if kind in route.kinds) or "保証"
    surety = f"、{route.surety_class.label}の場合" if route.surety_class else ""
    return f"【{kinds}{surety}】"


def explain_rule(rule: Rule) -> str:
    """One rule as one sentence: from when, which contracts, which guarantees, in what form."""
    scope = [_start(rule), _contracts(rule)]
    if rule.procurement:
        scope.append("・".join(sorted(p.label for p in rule.procurement)) + "によるものに限り、")
    if rule.departments:
        scope.append("・".join(sorted(rule.departments)) + "が発注するものに限り、")
    if rule.min_price_yen:
        scope.append(f"契約金額{format_man(rule.min_price_yen)}以上のものに限り、")
    kinds = "・".join(kind.label for kind in GuaranteeKind if kind in rule.kinds) or "保証"
    who = "" if rule.surety_class is SuretyClass.UNSTATED else f"{_surety(rule)}の"
    until = f"（{shown(rule.until)}まで）" if rule.until else ""
    return "".join(scope) + f"{who}{kinds}は、{_FORM[rule.form]}{until}。{_ambiguity(rule)}"


_FORM = {
    Form.ELECTRONIC: "電子証書で提出できます",
    Form.PAPER_ONLY: "書面で提出してください",
    Form.SCAN_THEN_ORIGINAL: "写しを先に送り、後から書面の原本を提出してください",
    Form.UNCHANGED: "従来どおりの方法で提出してください",
    Form.UNDECIDED: "電子証書の取扱いが決まっていません",
}


def _start(rule: Rule) -> str:
    start = rule.start
    if start.day is None or not start.basis.is_definite:
        return ""
    original = "当初" if start.tests_initial_contract else ""
    return f"{original}{start.basis.label}が{_start_day(start)}以降の"


def _ambiguity(rule: Rule) -> str:
    """What the page leaves open about the start."""
    start = rule.start
    if start.day is None or start.basis is Basis.UNSTATED:
        return "始まりの日は資料に記載がありません。"
    if start.basis is Basis.START_OF_OPERATION:
        return f"取扱いは{_start_day(start)}に始まりました。契約のどの日と比べるかは記載がありません。"
    return ""


def _start_day(start: Start) -> str:
    if start.precision is Precision.MONTH:
        return f"{format_month(start.day)}" if start.day else ""
    return shown(start.day) if start.day else ""


def format_month(day: date) -> str:
    """A month, era first: 令和6年10月（2024年10月）."""
    era, year = era_and_year(day)
    return f"{era}{'元' if year == 1 else year}年{day.month}月（{day.year}年{day.month}月）"


def format_adopted(written: str) -> str:
    """A month or year as the adopters' list writes it ("2024-10", "2023"), for people."""
    year, _, month = written.partition("-")
    if month:
        return format_month(date(int(year), int(month), 1))
    return f"{year}年"


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
    since = f"{'、'.join(map(format_adopted, orderer.adopted))}から" if orderer.adopted else ""
    return f"{orderer.name}は{since}電子保証を取り入れています。対象と提出方法は手元の資料ではわかりません。"
