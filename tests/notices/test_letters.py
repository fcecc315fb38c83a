"""What holds for every letter."""

from __future__ import annotations

import re
import unicodedata

import pytest

from hosho.lib.columns import columns
from hosho.notices.mail import HOW_TO_LOG_IN, HOW_TO_OPEN_DESK, HOW_TO_SEE_CERTIFICATE, TEMPLATES
from tests.notices.letters import NAMES, NUMBER, VALUES, modules_with_letters, values_for, written

EXPECTED = {
    *("id_application_received", "id_approved", "application_received", "application_returned"),
    *("application_declined", "application_accepted", "fee_received", "certificate_registered"),
    *("orderer_viewed", "orderer_confirmed", "orderer_returned", "key_reissued", "new_device_login"),
    *("application_withdrawn", "new_id_application", "new_application", "fee_matched", "issuing_failed"),
    *(
        "suspicious_lookups",
        "lookups_missed",
        "opened_after_misses",
        "message_from_surety",
        "message_from_contractor",
        "account_changed",
        "id_declined",
    ),
}
TYPED_BY_PEOPLE = (
    "company",
    "person",
    "title",
    "orderer",
    "department",
    "device",
    "reissued_by",
    "withdrawn_by",
)


def test_there_is_one_function_and_one_template_for_each_letter() -> None:
    assert set(NAMES) == EXPECTED
    assert modules_with_letters() - {"send"} == EXPECTED


@pytest.mark.parametrize("name", NAMES)
def test_no_line_is_wider_than_76_columns(name: str) -> None:
    long = {key: str(VALUES[key]) + "と長い名前" * 15 for key in TYPED_BY_PEOPLE}
    for mail in (written(name), written(name, **long)):
        assert all(columns(line) <= 76 for line in mail.body.splitlines())


@pytest.mark.parametrize("name", NAMES)
def test_no_letter_carries_a_key_a_link_or_an_amount(name: str) -> None:
    text = written(name).subject + written(name).body
    assert not re.search(r"\d{20}", re.sub(r"\D", " ", text).replace(" ", "_"))
    assert not re.search(r"://|www\.|\.jp|\.example|\bhref\b", text)
    assert "円" not in text


@pytest.mark.parametrize("name", NAMES)
def test_the_subject_begins_the_same_way_and_shows_four_digits_at_most(name: str) -> None:
    subject = written(name).subject
    assert subject.startswith("【電子保証】")
    assert len(re.findall(r"\d", subject)) in (0, 4)
    assert NUMBER not in written(name).body


@pytest.mark.parametrize("name", NAMES)
def test_every_letter_ends_with_the_promise_never_to_ask_for_keys(name: str) -> None:
    body = written(name).body
    last = body.rstrip("\n").splitlines()[-1]
    assert last == "当社は、電子メールで認証キーやパスワードをお尋ねすることはありません。"
    assert "青海建設保証株式会社（見本）" in body
    assert "0972-00-0000" in body


@pytest.mark.parametrize("name", NAMES)
def test_every_letter_that_sends_the_reader_to_a_screen_says_how_in_words(name: str) -> None:
    template = (TEMPLATES / f"{name}.txt").read_text(encoding="utf-8")
    body = written(name).body.replace("\n", "").replace("　", "")
    if "ログイン後" in template or "業務画面" in template:
        ways = (HOW_TO_SEE_CERTIFICATE, HOW_TO_LOG_IN, HOW_TO_OPEN_DESK)
        assert any(way in body for way in ways)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("field", TYPED_BY_PEOPLE)
def test_what_people_typed_stays_one_harmless_line(name: str, field: str) -> None:
    if field not in values_for(name):
        return
    attack = (
        "悪\r\nBcc: all@evil.example\u202e\x00<script>$number https://evil.example/?k=1 12345678901234567890"
    )
    mail = written(name, **{field: attack})
    text = mail.subject + mail.body
    assert "\r" not in text
    assert "\u202e" not in text
    assert "\x00" not in text
    assert not any(line.startswith("Bcc:") for line in mail.body.splitlines())
    assert "://" not in text
    assert "1234567890" not in text
    assert "Bcc" not in mail.subject


@pytest.mark.parametrize("name", NAMES)
def test_a_variant_selector_of_a_name_survives(name: str) -> None:
    for field in ("company", "person"):
        if field in values_for(name):
            assert "葛\U000e0100城𠮷﨑" in written(name, **{field: "葛\U000e0100城𠮷﨑"}).body


@pytest.mark.parametrize("name", NAMES)
def test_two_readers_of_one_occasion_get_two_letters_and_one_reader_one(name: str) -> None:
    first, again = written(name), written(name)
    other = written(name, to="taro@sample.example")
    assert first.message_key == again.message_key != other.message_key
    assert "hanako" not in first.message_key


def test_lines_without_a_value_disappear() -> None:
    body = written("certificate_registered", handed_to="", handed_how="").body
    assert "提出先" not in body
    assert "提出方法" not in body
    assert "送り直しの期限" not in written("application_returned", answer_by=None).body


def test_the_activation_code_goes_by_post() -> None:
    body = written("id_approved").body
    assert "この電子メールには載せていません" in body
    assert "郵便でお送りします" in body
    assert "customer_number" not in values_for("id_approved")


@pytest.mark.parametrize("name", NAMES)
def test_letters_use_only_characters_that_everyone_can_read(name: str) -> None:
    assert all(
        unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cn") for c in written(name).body.replace("\n", "")
    )
