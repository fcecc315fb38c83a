"""From a data file to `OrdererRules`: one function per part of the format (docs/formats/rulebook.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from hosho.domain.kinds import GuaranteeKind
from hosho.domain.rulebook.codes import (
    Basis,
    Category,
    Condition,
    Exclusion,
    Form,
    Instrument,
    Need,
    OrdererKind,
    Paper,
    Phase,
    Precision,
    Procurement,
    Stance,
    SuretyClass,
)
from hosho.domain.rulebook.reading_limits import read_limit
from hosho.domain.rulebook.reading_routes import read_route
from hosho.domain.rulebook.rules import LimitRule, OrdererRules, Remark, Rule, Source, Start, SuretyNames
from hosho.domain.strict_yaml import Table

FORMAT = "hosho-rulebook/1"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


def read_orderer(table: Table) -> OrdererRules:
    """One orderer file. Raises DataFileError."""
    if table.text("format") != FORMAT:
        raise table.error("format", f"expected '{FORMAT}'")
    identity = read_id(table)
    sources = read_sources(table)
    read = OrdererRules(
        id=identity,
        name=table.text("name"),
        prefecture=table.maybe_text("prefecture"),
        kind=table.code("kind", OrdererKind),
        code=_local_code(table),
        parent=table.maybe_text("parent"),
        paper=table.maybe_code("paper", Paper) or Paper.UNSTATED,
        contact=table.maybe_text("contact"),
        adopted=table.texts("adopted") if table.has("adopted") else None,
        sources=tuple(sources.values()),
        rules=tuple(_read_rule(identity, rule, sources) for rule in table.tables("rules")),
        routes=tuple(
            read_route(identity, route, _source(route, sources)) for route in table.tables("routes")
        ),
        remarks=tuple(_read_remark(identity, remark, sources) for remark in table.tables("remarks")),
        limits=tuple(read_limits(identity, table, sources)),
    )
    table.finish()
    return read


def read_limits(owner: str, table: Table, sources: Mapping[str, Source]) -> list[LimitRule]:
    return [read_limit(owner, limit, _source(limit, sources)) for limit in table.tables("limits")]


def read_id(table: Table) -> str:
    identity = table.text("id")
    if not _ID.match(identity):
        raise table.error("id", f"'{identity}' is not lower-case words joined by hyphens")
    return identity


def read_sources(table: Table) -> dict[str, Source]:
    listed = table.table("sources")
    sources = {}
    for key in listed.keys():  # noqa: SIM118 - Table is no dict
        entry = listed.table(key)
        sources[key] = Source(
            key, entry.text("title"), entry.text("kind"), entry.maybe_text("url"), entry.day("recorded_on")
        )
        entry.finish()
    if not sources:
        raise table.error("sources", "at least one source is needed")
    return sources


def _source(table: Table, sources: Mapping[str, Source]) -> Source:
    key = table.text("source")
    if key not in sources:
        raise table.error("source", f"'{key}' is not among the file's sources")
    return sources[key]


def _local_code(table: Table) -> str | None:
    code = table.maybe_text("code")
    if code is not None and not re.fullmatch(r"\d{6}", code):
        raise table.error("code", f"'{code}' is not the six digits of a local public body")
    return code


def _read_rule(owner: str, table: Table, sources: Mapping[str, Source]) -> Rule:
    surety = _read_surety(table.maybe_table("surety"))
    all_categories = table.flag("all_categories")
    categories = frozenset(table.codes("categories", Category))
    if all_categories and categories:
        raise table.error("all_categories", "contradicts the listed categories")
    start = _read_start(table.table("start"))
    rule = Rule(
        id=f"{owner}/{read_id(table)}",
        source=_source(table, sources),
        form=table.code("form", Form),
        start=start,
        kinds=frozenset(table.codes("kinds", GuaranteeKind)),
        other_kinds=table.maybe_code("other_kinds", Stance) or Stance.ASK,
        all_categories=all_categories,
        categories=categories,
        categories_worded=table.texts("categories_worded"),
        until=_until(table, start.day),
        supersedes=(older := table.maybe_text("supersedes")) and f"{owner}/{older}",
        changes_of_earlier=table.maybe_code("changes_of_earlier", Stance) or Stance.ASK,
        procurement=frozenset(table.codes("procurement", Procurement)),
        departments=frozenset(table.texts("departments")),
        other_departments=table.maybe_code("other_departments", Stance) or Stance.REFUSED,
        min_price_yen=table.maybe_whole("min_price_yen"),
        needs=table.codes("needs", Need),
        conditions=table.codes("conditions", Condition),
        exclusions=table.codes("exclusions", Exclusion),
        surety_class=surety.surety_class,
        surety_names=surety.names,
        instruments=surety.instruments,
    )
    if GuaranteeKind.CONTRACT_RESERVATION in rule.kinds:
        raise table.error(
            "kinds", "a CONTRACT_RESERVATION has no certificate and cannot be accepted electronically"
        )
    table.finish()
    return rule


def _until(table: Table, start: date | None) -> date | None:
    until = table.maybe_day("until")
    if until is not None and start is not None and until < start:
        raise table.error("until", f"ends on {until}, before it starts on {start}")
    return until


def _read_start(table: Table) -> Start:
    start = Start(
        day=table.maybe_day("day"),
        precision=table.maybe_code("precision", Precision) or Precision.DAY,
        basis=table.code("basis", Basis),
        worded=table.maybe_text("worded") or "",
        tests_initial_contract=table.flag("tests_initial_contract"),
    )
    if start.day is None and start.basis is not Basis.UNSTATED:
        raise table.error("basis", "a basis needs a day; write 'unstated' where the page is silent")
    if start.tests_initial_contract and start.basis is not Basis.CONTRACT_DATE:
        raise table.error("tests_initial_contract", "is only meaningful with basis contract_date")
    table.finish()
    return start


class _Surety(NamedTuple):
    surety_class: SuretyClass
    names: SuretyNames | None = None
    instruments: frozenset[Instrument] = frozenset()


def _read_surety(table: Table | None) -> _Surety:
    if table is None:
        return _Surety(SuretyClass.UNSTATED)
    names = table.texts("names")
    others = table.maybe_code("others", Stance)
    if names and others is None:
        raise table.error("names", "needs 'others': what the list means for a name that is not on it")
    if others is not None and not names and others is not Stance.ASK:
        raise table.error("others", "needs 'names'")
    read = _Surety(
        table.code("class", SuretyClass),
        SuretyNames(frozenset(names), others) if others is not None else None,
        frozenset(table.codes("instruments", Instrument)),
    )
    table.finish()
    return read


def _read_remark(owner: str, table: Table, sources: Mapping[str, Source]) -> Remark:
    remark = Remark(
        id=f"{owner}/{read_id(table)}",
        source=_source(table, sources),
        sentence=table.text("sentence"),
        phase=table.maybe_code("phase", Phase),
        kinds=frozenset(table.codes("kinds", GuaranteeKind)),
    )
    table.finish()
    return remark
