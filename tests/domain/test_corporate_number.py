"""Corporate numbers: thirteen digits, the first of which checks the others."""

import pytest

from hosho.domain.corporate_number import (
    CorporateNumberUnreadable,
    format_corporate_number,
    is_corporate_number,
    parse_corporate_number,
)

REAL = ["7000012050002", "8000020130001", "8040001079502", "2010401059681", "4011001098993", "7123456789012"]


@pytest.mark.parametrize("digits", REAL)
def test_published_numbers_pass_in_any_spelling(digits):
    assert is_corporate_number(digits)
    assert parse_corporate_number(format_corporate_number(digits)) == digits
    assert parse_corporate_number(f"Ｔ{digits}") == digits


@pytest.mark.parametrize("digits", REAL)
def test_every_wrong_digit_is_caught_except_nought_for_nine(digits):
    for place, right in enumerate(digits):
        for wrong in set("0123456789") - {right}:
            changed = digits[:place] + wrong + digits[place + 1 :]
            assert not is_corporate_number(changed) or {right, wrong} == {"0", "9"}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("712345678901", "wrong_length"),
        ("1123456789012", "wrong_check"),
        ("7123x56789012", "not_a_number"),
    ],
)
def test_what_is_wrong_is_said(typed, code):
    with pytest.raises(CorporateNumberUnreadable) as refused:
        parse_corporate_number(typed)
    assert refused.value.code == code
    assert refused.value.sentence.endswith("。")
