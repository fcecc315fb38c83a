"""Which pages an application has, and what is missing or contradicting in its answers."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from hosho.domain.application_amounts import propose
from hosho.domain.application_checks import electronic_refusal, page_refusals, questions, refusals
from hosho.domain.application_pages import (
    Page,
    check_kinds,
    label_of,
    pages_for,
    paths_of,
    without_unneeded,
)
from hosho.domain.application_rows import answer_rows
from hosho.domain.kinds import GuaranteeKind
from hosho.domain.refusals import EntryRefused, KindsDoNotCombine
from hosho.domain.rulebook import load
from tests.builders import answers

SAIKI, AGEO = load().find("佐伯市"), load().find("上尾市")
MEMBERS = [
    {"name": "佐伯見本建設株式会社", "address": "大分県佐伯市", "share_percent": "60.00", "lead": True},
    {"name": "番匠見本工業株式会社", "address": "大分県佐伯市", "share_percent": "40.00", "lead": False},
]


def codes(given: dict[str, Any], page: Page, rules: Any = SAIKI) -> list[tuple[str, str | None]]:
    found = page_refusals(page, given, rules=rules, decisions={})
    return [(refusal.code, refusal.field) for refusal in found]


def test_a_whole_application_has_nothing_in_its_way() -> None:
    assert refusals(answers(), rules=SAIKI, decisions={}) == []


def test_an_empty_one_lacks_every_page_but_the_papers() -> None:
    lacking = {page for page, _ in refusals({}, rules=None, decisions={})}
    assert lacking == set(Page) - {Page.ATTACHMENTS, Page.AMOUNTS}


def test_an_account_is_asked_for_advances_alone() -> None:
    only_contract = answers(kinds={"kinds": ["CONTRACT"]})
    assert Page.ACCOUNT not in pages_for(only_contract)
    kept = without_unneeded(only_contract)
    assert ("account" in kept, list(kept["amounts"])) == (False, ["CONTRACT"])
    assert Page.ACCOUNT in pages_for(answers())


def test_every_combination_of_kinds_is_decided() -> None:
    sensible = set()
    for count in range(1, 5):
        for kinds in combinations(GuaranteeKind, count):
            try:
                check_kinds(kinds)
            except KindsDoNotCombine:
                continue
            sensible.add("+".join(kinds))
    assert sensible == {
        "CONTRACT", "ADVANCE_PAYMENT", "INTERIM_ADVANCE_PAYMENT", "CONTRACT_RESERVATION",
        "CONTRACT+ADVANCE_PAYMENT", "CONTRACT+INTERIM_ADVANCE_PAYMENT",
    }  # fmt: skip
    with pytest.raises(EntryRefused):
        check_kinds([])


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        ({"members": MEMBERS}, []),
        ({"members": MEMBERS[:1]}, ["entry_unreadable"]),
        ({"members": [MEMBERS[0], {**MEMBERS[1], "share_percent": "39.99"}]}, ["joint_venture_shares"]),
        ({"members": [MEMBERS[0], {**MEMBERS[1], "lead": True}]}, ["joint_venture_lead"]),
        ({"members": [MEMBERS[0], {**MEMBERS[1], "share_percent": ""}]}, ["entry_unreadable"]),
        ({"members": [MEMBERS[0], {**MEMBERS[1], "address": ""}]}, ["entry_unreadable"]),
        ({"members": MEMBERS, "name": ""}, ["entry_unreadable"]),
    ],
)
def test_a_venture_is_whole_or_told_what_it_lacks(entries: dict[str, Any], code: list[str]) -> None:
    venture = {"is_joint_venture": True, "name": "見本特定建設工事共同企業体", **entries}
    found = codes(answers(joint_venture=venture), Page.JOINT_VENTURE)
    assert [each for each, _ in found] == code


@pytest.mark.parametrize(
    ("entries", "field"),
    [
        ({"period_to": "2024-12-01"}, "period_to"),
        ({"date": "2024-12-22"}, "period_from"),
        ({"notice_date": "2024-12-25"}, "date"),
        ({"initial_date": "2024-12-25"}, "date"),
    ],
)
def test_days_in_the_wrong_order_are_refused_at_the_later_one(entries: dict[str, Any], field: str) -> None:
    assert codes(answers(contract=entries), Page.CONTRACT) == [("days_out_of_order", field)]


def test_published_limits_refuse_with_the_working_and_hints_do_not() -> None:
    too_much = answers(amounts={"ADVANCE_PAYMENT": {"amount_yen": 19_600_000}})
    assert codes(too_much, Page.AMOUNTS, AGEO) == [("amount_beyond_limit", "ADVANCE_PAYMENT.amount_yen")]
    assert codes(too_much, Page.AMOUNTS, SAIKI) == []
    beyond_price = answers(amounts={"ADVANCE_PAYMENT": {"amount_yen": 48_950_001}})
    assert codes(beyond_price, Page.AMOUNTS, None) == [("entry_unreadable", "ADVANCE_PAYMENT.amount_yen")]


def test_an_interim_advance_needs_the_earlier_one_and_both_stay_within_the_price() -> None:
    asked = {"amount_yen": 9_000_000, "earlier_advance_yen": 40_000_000, "certification_date": "2025-03-01"}
    given = answers(kinds={"kinds": ["INTERIM_ADVANCE_PAYMENT"]}, amounts={"INTERIM_ADVANCE_PAYMENT": asked})
    assert codes(given, Page.AMOUNTS) == [("entry_unreadable", "INTERIM_ADVANCE_PAYMENT.amount_yen")]
    asked.pop("earlier_advance_yen")
    assert codes(given, Page.AMOUNTS) == [
        ("earlier_advance_needed", "INTERIM_ADVANCE_PAYMENT.earlier_advance_yen")
    ]


def test_a_guarantee_must_reach_the_end_of_the_contract() -> None:
    short = answers(
        amounts={"CONTRACT": {"amount_yen": 1, "period_from": "2024-12-21", "period_to": "2025-09-29"}}
    )
    assert codes(short, Page.AMOUNTS) == [("period_not_covered", "CONTRACT.period_to")]


def test_proposals_follow_published_limits_and_otherwise_general_practice() -> None:
    given = answers()
    advance, contract = GuaranteeKind.ADVANCE_PAYMENT, GuaranteeKind.CONTRACT
    assert propose(advance, given, AGEO).amount_yen == 19_500_000
    assert propose(advance, given, SAIKI).amount_yen == 19_580_000
    assert propose(contract, given, SAIKI).amount_yen == 4_895_000
    odd = answers(contract={"price_yen": 48_950_001})
    assert propose(contract, odd, SAIKI).amount_yen == 4_895_001  # at least a tenth, so raised
    assert propose(advance, given, None).amount_yen is None


def test_a_reservation_is_told_that_it_has_no_electronic_certificate() -> None:
    given = answers(kinds={"kinds": ["CONTRACT_RESERVATION"]})
    refusal = electronic_refusal(given, rules=SAIKI, decisions={})
    assert refusal is not None
    assert refusal.code == "never_electronic"
    assert questions({}) == ()


def test_every_field_has_a_path_with_japanese_words_and_every_row_such_a_path() -> None:
    given = answers(kinds={"kinds": ["CONTRACT", "ADVANCE_PAYMENT"]})
    paths = paths_of(given)
    assert paths["contract.period_to"] == "工期の末日"
    assert paths["amounts.CONTRACT.amount_yen"] == "契約保証の保証金額"
    assert all(not label.isascii() for label in paths.values())
    assert {row.path for row in answer_rows(given)} <= set(paths)
    assert label_of("", given) == "申込の全体"
    assert label_of("contract.unheard", given) == "契約の内容"


def test_unticked_declarations_are_missing_and_a_plain_no_is_an_answer() -> None:
    given = answers(declarations={"privacy": False})
    assert codes(given, Page.DECLARATIONS) == [("declaration_missing", "privacy")]
    assert codes(given, Page.JOINT_VENTURE) == []
