"""Worked cases as data (tests/examples/rulebook/worked): a person who knows the pages can check them without Python."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from hosho.domain.rulebook import Case, decide, load

EXAMPLES = Path(__file__).parents[2] / "examples" / "rulebook"
VALUES = {
    "number": "令和6第1号",
    "title": "市道見本線改良工事",
    "contractor": "見本建設株式会社",
    "kind": "契約保証",
}


def _entries(part: str) -> list[Any]:
    found = []
    for file in sorted((EXAMPLES / "worked").glob("*.yaml")):
        told = yaml.safe_load(file.read_text(encoding="utf-8"))
        for entry in told.get(part, []):
            full = {"orderer": told.get("orderer"), "rules": told.get("rules")} | entry
            full["case"] = told["facts"] | entry["case"]
            found.append(pytest.param(full, id=f"{full['orderer']}: {entry.get('name', entry['case'])}"))
    return found


def _decide(entry: dict[str, Any]) -> Any:
    book = load(EXAMPLES / entry["rules"]) if entry["rules"] else load()
    return decide(book.find(entry["orderer"]), Case.from_dict(entry["case"]))


@pytest.mark.parametrize("entry", _entries("examples"))
def test_worked_example_is_decided_as_written(entry):
    decision = _decide(entry)
    assert decision.answer.value == entry["answer"], decision.as_dict()
    reasons = {reason.code: reason for reason in decision.reasons}
    assert entry["code"] in reasons, decision.as_dict()
    if "fact" in entry:
        assert entry["fact"] in {reason.fact for reason in decision.reasons if reason.code == entry["code"]}


@pytest.mark.parametrize("entry", _entries("routes"))
def test_key_is_handed_in_as_written(entry):
    routes = [r for r in _decide(entry).routes if r.rule.purpose == "key"]
    assert len(routes) == 1
    route = routes[0]
    assert [method.value for method in route.methods] == entry["methods"]
    assert [document.value for document in route.documents] == entry["documents"]
    assert entry.get("to", route.to) == route.to
    assert route.subject(VALUES) == entry["subject"] if "subject" in entry else True
    assert entry.get("says", "") in "".join(route.sentences(VALUES))
