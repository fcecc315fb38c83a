"""Amounts: every accepted spelling of ux-and-security research 2.6, and what is refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hosho.lib.yen import LARGEST_YEN, YenUnreadable, format_document_yen, format_man, format_yen, parse_yen

ACCEPTED = {
    "12,345,678": 12_345_678,
    "12345678": 12_345_678,
    "１２，３４５，６７８円": 12_345_678,
    "１２、３４５、６７８": 12_345_678,
    "金12,345,678円也": 12_345_678,
    "金　１２，３４５，６７８　円也": 12_345_678,
    "¥12345678-": 12_345_678,
    "￥12,345,678.-": 12_345_678,
    "\\12,345,678ー": 12_345_678,
    "1,234万円": 12_340_000,
    "1億2,000万": 120_000_000,
    "１億２０００万円": 120_000_000,
    "1億500円": 100_000_500,
    "1,234万5,678円": 12_345_678,
    "2億": 200_000_000,
    "0012": 12,
    "0": 0,
    "9,999,999,999,999": LARGEST_YEN,
}


@pytest.mark.parametrize(("typed", "yen"), ACCEPTED.items())
def test_accepted_spellings_are_read(typed, yen):
    assert parse_yen(typed) == yen


REFUSED = {
    "": "empty",
    "　": "empty",
    "円": "empty",
    "12.5": "decimal",
    "1.5億": "decimal",
    "12,345.00円": "decimal",
    "12345678901234": "too_large",
    "00000000000001": "too_large",
    "99兆": "too_large",
    "9" * 400: "too_large",
    "一千万": "kanji_numeral",
    "壱百万円": "kanji_numeral",
    "5千万円": "kanji_numeral",
    "-100": "negative",
    "▲100": "negative",
    "12,34": "unreadable",
    "1,2345": "unreadable",
    "1億20,000万": "unreadable",
    "1万1億": "unreadable",
    "万": "unreadable",
    "約100万円": "unreadable",
    "100USD": "unreadable",
    "10 20円と": "unreadable",
    "٣٤": "unreadable",
}


@pytest.mark.parametrize(("typed", "code"), REFUSED.items())
def test_amounts_that_need_guessing_are_refused_with_a_reason(typed, code):
    with pytest.raises(YenUnreadable) as refused:
        parse_yen(typed)
    assert refused.value.code == code
    assert refused.value.sentence.endswith("。")


def test_amounts_are_written_for_screens_for_checking_and_for_documents():
    assert format_yen(12_345_678) == "12,345,678円"
    assert format_man(12_345_678) == "1,234万5,678円"
    assert format_man(120_000_000) == "1億2,000万円"
    assert format_man(0) == "0円"
    assert format_man(-12_345) == "-1万2,345円"
    assert format_document_yen(12_345_678) == "金12,345,678円"


@settings(max_examples=150)
@given(st.integers(0, LARGEST_YEN))
def test_every_way_of_writing_an_amount_reads_back(yen):
    assert {parse_yen(write(yen)) for write in (str, format_yen, format_man, format_document_yen)} == {yen}
