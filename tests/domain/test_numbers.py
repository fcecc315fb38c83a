"""Guarantee numbers and keys: every slip of the finger is caught, and a key never shows itself."""

import copy
import logging
import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hosho.domain.numbers import (
    AccessKey,
    GuaranteeNumber,
    TypingError,
    TypingReason,
    check_digits,
    is_checked,
)

NUMBER = GuaranteeNumber.make("47", 2025, 1)
KEY = AccessKey("12345678901234567" + "8" + check_digits("123456789012345678"))
SAMPLES = [NUMBER.value, GuaranteeNumber.make("09", 2030, 987_654).value, KEY.value, AccessKey.random().value]


def _parse(digits):
    return (GuaranteeNumber if len(digits) == 12 else AccessKey).parse(digits)


@pytest.mark.parametrize("digits", SAMPLES, ids=["number", "other number", "key", "random key"])
def test_every_single_wrong_digit_is_caught(digits):
    for place, right in enumerate(digits):
        for wrong in set("0123456789") - {right}:
            with pytest.raises(TypingError) as caught:
                _parse(digits[:place] + wrong + digits[place + 1 :])
            assert caught.value.why is TypingReason.WRONG_CHECK


@pytest.mark.parametrize("digits", SAMPLES, ids=["number", "other number", "key", "random key"])
def test_every_swap_of_neighbours_is_caught(digits):
    for place in range(len(digits) - 1):
        swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
        if swapped != digits:
            with pytest.raises(TypingError):
                _parse(swapped)


@pytest.mark.parametrize("digits", SAMPLES, ids=["number", "other number", "key", "random key"])
def test_every_lost_and_every_doubled_digit_is_caught(digits):
    for place in range(len(digits)):
        for slip in (digits[:place] + digits[place + 1 :], digits[:place] + digits[place] + digits[place:]):
            with pytest.raises(TypingError) as caught:
                _parse(slip)
            assert caught.value.why is TypingReason.WRONG_LENGTH


@settings(max_examples=60)
@given(st.integers(0, 99), st.integers(2019, 2118), st.integers(1, 999_999))
def test_a_number_made_reads_back_with_its_parts(surety, year, serial):
    number = GuaranteeNumber.make(f"{surety:02d}", year, serial)
    assert GuaranteeNumber.parse(number.shown) == number == GuaranteeNumber.parse(number.value)
    assert (number.surety_code, number.serial) == (f"{surety:02d}", serial)


def test_the_check_digits_are_those_of_iso_7064():
    assert check_digits("794") == "44"  # the standard's own example, 79444
    assert is_checked("79444")
    assert NUMBER.value == "472500000135"
    assert NUMBER.shown == "4725-0000-0135"


def test_other_values_make_no_number_and_no_key():
    for wrong in ("", "472500000123", "4725-0000-0135", "４７２５００００１３５", KEY.value):
        with pytest.raises(ValueError, match="not a guarantee number"):
            GuaranteeNumber(wrong)
    for wrong in ("", "0" * 20, NUMBER.value, KEY.shown):
        with pytest.raises(ValueError, match="not an access key"):
            AccessKey(wrong)
    for surety, serial in (("4", 1), ("47", 0), ("47", 1_000_000)):
        with pytest.raises(ValueError):
            GuaranteeNumber.make(surety, 2025, serial)


TOLERATED = [
    "4725-0000-0135",
    " ４７２５　００００　０１３５ ",
    "4725ー0000―0135",
    "4725‐OOoo−O135",
    "4725 0000 0l35",
    "4725.0000.0I35",
    "\ufeff4725\u200b00000135\u3000",
    "4725〇○◯00135",
]


@pytest.mark.parametrize("typed", TOLERATED)
def test_whatever_keyboard_or_hand_wrote_it_the_same_number_is_read(typed):
    assert GuaranteeNumber.parse(typed) == NUMBER


def test_a_key_is_read_as_tolerantly():
    wide = KEY.shown.translate({ord(str(n)): 0xFF10 + n for n in range(10)} | {ord("-"): ord("ー")})
    assert AccessKey.parse(f"　{wide}\n") == KEY


@pytest.mark.parametrize(
    ("typed", "why", "echo"),
    [
        ("", TypingReason.EMPTY, ""),
        ("　-ー", TypingReason.EMPTY, ""),
        ("1234 56", TypingReason.WRONG_LENGTH, "1234-56"),
        ("4725?0000X135", TypingReason.UNREADABLE, "4725-?000-0X13-5"),
        ("4725-0000-0136", TypingReason.WRONG_CHECK, "4725-0000-0136"),
        ("٤٧٢٥٠٠٠٠٠١٣٥", TypingReason.UNREADABLE, "٤٧٢٥-٠٠٠٠-٠١٣٥"),
    ],
)
def test_a_typing_error_says_what_was_read_and_what_is_wrong(typed, why, echo):
    with pytest.raises(TypingError) as caught:
        GuaranteeNumber.parse(typed)
    assert (caught.value.why, caught.value.echo) == (why, echo)
    assert "保証契約番号" in caught.value.sentence
    assert caught.value.sentence.endswith("。")


def test_a_wrong_length_says_how_many_digits_were_read():
    with pytest.raises(TypingError, match="12けたですが、6けたを読み取りました"):
        GuaranteeNumber.parse("123456")


def test_a_mistyped_key_stands_only_in_the_echo():
    mistyped = KEY.value[:-1] + str((int(KEY.value[-1]) + 1) % 10)
    with pytest.raises(TypingError) as caught:
        AccessKey.parse(mistyped)
    error = caught.value
    assert error.echo.replace("-", "") == mistyped
    for shown in (str(error), repr(error), error.sentence, error.english, repr(error.data), repr(error.args)):
        assert not any(mistyped[i : i + 4] in shown for i in range(17))


def test_a_long_paste_is_echoed_only_in_part():
    with pytest.raises(TypingError) as caught:
        AccessKey.parse("1" * 5000)
    assert len(caught.value.echo) < 60


def test_a_key_never_shows_its_digits_unasked(caplog):
    with caplog.at_level(logging.INFO):
        logging.getLogger("t").info("key %s %r", KEY, KEY)
    for shown in (str(KEY), repr(KEY), f"{KEY}", f"{KEY:>40}", f"{[KEY]}", "%s" % KEY, caplog.text):  # noqa: UP031
        assert not any(
            character.isdigit() for character in shown.replace("test_numbers.py", "").split("key")[-1]
        )
    assert not hasattr(KEY, "__dict__")


def test_a_key_is_not_serialised_not_hashed_and_not_changed():
    for attempt in (lambda: pickle.dumps(KEY), lambda: copy.deepcopy(KEY), lambda: hash(KEY)):
        with pytest.raises(TypeError):
            attempt()
    with pytest.raises(AttributeError):
        KEY._digits = "0"


def test_keys_compare_by_their_digits_and_two_random_ones_differ():
    assert AccessKey(KEY.value) == KEY
    assert AccessKey.random() != AccessKey.random()
    assert KEY.value != KEY
