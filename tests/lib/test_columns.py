"""Lines of plain-text letters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hosho.lib.columns import columns, wrap

LETTERS = st.text(st.sampled_from("漢字かなカナ、。「」（）ー abc123-　：葛\U000e0100𠮷"), max_size=300)


@given(LETTERS)
def test_no_line_is_too_wide_and_nothing_but_blanks_is_lost(text: str) -> None:
    lines = wrap(text, 40)
    assert all(columns(line) <= 40 for line in lines)
    bare = text.replace(" ", "").replace("　", "")
    assert "".join(lines).replace(" ", "").replace("　", "") == bare


def test_a_line_neither_begins_with_a_closing_mark_nor_ends_with_an_opening_one() -> None:
    lines = wrap("あ" * 19 + "い。「う」" + "え" * 15 + "「お」", 40)
    assert lines[1][0] not in "。、」"
    assert lines[0][-1] not in "「（"


def test_words_and_numbers_stay_whole() -> None:
    assert any("0972-00-0000" in line for line in wrap("あ" * 15 + "0972-00-0000" + "い" * 10, 40))


def test_an_item_continues_under_its_value() -> None:
    assert wrap("　名称：" + "あ" * 30, 40)[1].startswith("　　　　あ")


def test_a_selector_takes_no_column_and_stays_with_its_character() -> None:
    assert columns("葛\U000e0100") == 2
    assert all(not line.startswith("\U000e0100") for line in wrap("葛\U000e0100" * 50, 40))
