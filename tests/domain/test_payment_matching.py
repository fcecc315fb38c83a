"""Which payment is for which fee."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hosho.domain.bank_statement import StatementLine
from hosho.domain.payment_matching import Match, OpenFee, Outcome, fold_payer, match

SAEKI = ("佐伯見本建設株式会社", "サエキミホンケンセツ")
BANJO = ("番匠見本工業株式会社", "バンジョウミホンコウギョウ")
FEE = OpenFee("2025-004512", 19580, SAEKI)
OTHER = OpenFee("2025-004513", 23000, BANJO)


def line(amount: int, payer: str, note: str = "", number: int = 2) -> StatementLine:
    return StatementLine(number, date(2026, 1, 5), amount, payer, note, f"{number}-{amount}-{payer}-{note}")


def one(paid: StatementLine, *fees: OpenFee) -> Match:
    [found] = match([paid], fees)
    assert found.sentence.endswith("。")
    return found


@pytest.mark.parametrize(
    ("payer", "note"),
    [
        ("2025004512 ﾀﾞﾚｶ", ""),
        ("2025-004512ｶ)ｻｴｷ", ""),
        ("ﾀﾞﾚｶ", "ｳｹﾂｹ ２０２５－００４５１２"),
        ("ﾀﾞﾚｶ", "2025ｰ004512"),
    ],
)
def test_a_receipt_number_decides_whoever_paid(payer: str, note: str) -> None:
    found = one(line(19580, payer, note), FEE, OTHER)
    assert (found.outcome, found.fee) == (Outcome.EXACT, FEE)


@pytest.mark.parametrize("payer", ["12025004512", "20250045120 ｻｴｷ", "004512 ﾀﾞﾚｶ"])
def test_a_number_that_only_contains_the_receipt_number_decides_nothing(payer: str) -> None:
    assert one(line(1, payer), FEE).outcome is Outcome.UNKNOWN_PAYER


@pytest.mark.parametrize(
    "payer",
    ["ｶ)ｻｴｷﾐﾎﾝｹﾝｾﾂ", "ｻｴｷﾐﾎﾝｹﾝｾﾂ(ｶ", "ｻｴｷ ﾐﾎﾝｹﾝｾﾂ ｶﾌﾞｼｷｶﾞｲｼﾔ", "佐伯見本建設（株）", "さえきみほんけんせつ"],
)
def test_a_name_and_an_amount_find_the_fee_as_banks_write_them(payer: str) -> None:
    found = one(line(19580, payer), FEE, OTHER)
    assert (found.outcome, found.fee) == (Outcome.EXACT, FEE)


def test_small_kana_are_written_large_by_banks() -> None:
    assert fold_payer("ﾊﾞﾝｼﾞﾖｳﾐﾎﾝｺｳｷﾞﾖｳ(ｶ") == fold_payer("バンジョウミホンコウギョウ")


def test_too_much_and_too_little_are_told_with_the_difference() -> None:
    over, short = one(line(20000, SAEKI[1]), FEE), one(line(19000, SAEKI[1]), FEE)
    assert (over.outcome, over.difference_yen, "420円" in over.sentence) == (Outcome.OVER, 420, True)
    assert (short.outcome, short.difference_yen, "580円" in short.sentence) == (Outcome.SHORT, -580, True)


def test_a_stranger_s_payment_names_fees_of_the_same_amount_and_takes_none() -> None:
    found = one(line(19580, "ﾀﾞﾚｶ"), FEE, OTHER)
    assert (found.outcome, found.fee, found.candidates) == (Outcome.UNKNOWN_PAYER, None, (FEE,))


def test_two_fees_of_one_company_with_one_amount_are_for_a_person() -> None:
    twin = OpenFee("2025-004514", 19580, SAEKI)
    found = one(line(19580, SAEKI[1]), twin, FEE)
    assert (found.outcome, found.candidates) == (Outcome.AMBIGUOUS, (FEE, twin))


def test_two_receipt_numbers_in_one_payment_are_for_a_person() -> None:
    assert one(line(42580, "ﾀﾞﾚｶ", "2025-004512 2025-004513"), FEE, OTHER).outcome is Outcome.AMBIGUOUS


def test_a_fee_paid_twice_is_booked_by_no_machine() -> None:
    found = match([line(19580, SAEKI[1], number=2), line(19580, SAEKI[1], number=3)], [FEE])
    assert [answer.outcome for answer in found] == [Outcome.AMBIGUOUS] * 2


def test_a_payment_without_a_name_matches_nobody() -> None:
    assert one(line(19580, ""), OpenFee("2025-1", 19580, ("", "株式会社"))).outcome is Outcome.UNKNOWN_PAYER


FEES = st.lists(
    st.builds(
        OpenFee,
        st.sampled_from([f"2025-{n:06}" for n in range(6)]),
        st.integers(1, 3),
        st.sampled_from([SAEKI, BANJO]),
    ),
    unique_by=lambda fee: fee.receipt,
    max_size=6,
)
LINES = st.lists(
    st.tuples(st.integers(1, 3), st.sampled_from(["ｻｴｷﾐﾎﾝｹﾝｾﾂ", "ﾀﾞﾚｶ", "2025000001 ｻｴｷ", "ﾊﾞﾝｼﾞﾖｳﾐﾎﾝｺｳｷﾞﾖｳ"])),
    max_size=6,
).map(lambda paid: [line(amount, payer, number=n) for n, (amount, payer) in enumerate(paid, start=2)])


@given(LINES, FEES, st.randoms())
def test_order_changes_nothing(lines: list[StatementLine], fees: list[OpenFee], chance: object) -> None:
    answers = {answer.line: answer for answer in match(lines, fees)}
    chance.shuffle(shuffled := list(lines))  # type: ignore[attr-defined]
    chance.shuffle(others := list(fees))  # type: ignore[attr-defined]
    assert {answer.line: answer for answer in match(shuffled, others)} == answers


@given(LINES, FEES)
def test_no_fee_is_settled_twice_and_every_exact_match_is_exact(
    lines: list[StatementLine], fees: list[OpenFee]
) -> None:
    found = match(lines, fees)
    assert [answer.line for answer in found] == lines
    settled = [answer.fee for answer in found if answer.fee]
    assert len(settled) == len(set(settled))
    for answer in found:
        if answer.outcome is Outcome.EXACT:
            assert answer.fee
            assert answer.fee.amount_yen == answer.line.amount_yen


@given(st.text(max_size=40))
def test_folding_a_name_never_fails(name: str) -> None:
    assert isinstance(fold_payer(name), str)
