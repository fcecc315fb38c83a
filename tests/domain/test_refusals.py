"""Every "no" has its own code, a status, and a polite sentence that says what to do next."""

import re

import pytest

from hosho.domain import refusals
from hosho.domain.refusals import (
    AttachmentRefused,
    DepositRefused,
    EntryRefused,
    IllegalStep,
    NotAllowed,
    NotFound,
    Refusal,
    UnknownSurety,
    VersionGap,
    every_refusal,
)
from hosho.lib.yen import YenUnreadable, parse_yen

ALL = every_refusal()


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_a_refusal_speaks_a_whole_polite_sentence(kind):
    refusal = kind(**kind.example)
    assert refusal.sentence.endswith("。")
    assert not re.search(r"[{}]|None", refusal.sentence + refusal.english)
    assert re.search(r"(ください|できます|ありません|お待ち|数えません)", refusal.sentence), (
        "says what to do next"
    )
    assert not re.search(r"不正な|無効な|失敗しました|させていただ|！", refusal.sentence)
    assert 400 <= refusal.http_status < 600
    assert kind.code in str(refusal)


def test_codes_are_unique():
    codes = [kind.code for kind in ALL]
    assert sorted(set(codes)) == sorted(codes)
    assert all(re.fullmatch(r"[a-z][a-z_]*", code) for code in codes)


def test_every_class_is_exported_and_stands_in_the_family_tree():
    for kind in ALL:
        if kind.__module__.startswith("hosho.domain.refusals"):
            assert getattr(refusals, kind.__name__) is kind
            assert kind.__name__ in refusals.__all__
            assert re.search(rf"^ +{kind.__name__}\b", refusals.__doc__, re.MULTILINE), kind


def test_what_is_forbidden_looks_exactly_like_what_is_missing():
    forbidden, missing = NotAllowed(), NotFound()
    assert (forbidden.code, forbidden.http_status, forbidden.sentence) == (
        missing.code,
        missing.http_status,
        missing.sentence,
    )


def test_a_failed_look_up_can_carry_no_difference():
    assert "{" not in refusals.LookUpFailed.template


def test_a_refusal_without_its_data_is_a_defect_and_fails_where_it_is_raised():
    with pytest.raises(TypeError, match="state, verb"):
        IllegalStep()


def test_a_family_finds_its_member_by_code():
    assert isinstance(DepositRefused.because("unknown_surety"), UnknownSurety)
    assert DepositRefused.because("version_gap", expected=3).data == {"expected": 3}
    assert isinstance(AttachmentRefused.because("attachment_empty", name="a.pdf"), AttachmentRefused)
    with pytest.raises(KeyError):
        AttachmentRefused.because("unknown_surety")


@pytest.mark.parametrize(
    "code",
    [
        "unknown_surety",
        "seal_not_valid",
        "seal_not_registered",
        "record_digest_mismatch",
        "record_malformed",
        "number_not_of_surety",
        "conflicting_content",
        "version_gap",
        "beyond_mandate",
    ],
)
def test_the_register_knows_every_reason_to_refuse_a_deposit(code):
    kind = next(kind for kind in every_refusal(DepositRefused) if kind.code == code)
    assert isinstance(DepositRefused.because(code, **kind.example), Refusal)


def test_an_unreadable_entry_keeps_its_sentence_and_gains_its_field():
    with pytest.raises(YenUnreadable) as error:
        parse_yen("1.5")
    refusal = EntryRefused.of(error.value, field="price_yen")
    assert (refusal.sentence, refusal.field) == (error.value.sentence, "price_yen")
    assert VersionGap(expected=2, field="version").field == "version"
