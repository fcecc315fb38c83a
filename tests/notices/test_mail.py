"""What may never become a letter."""

from __future__ import annotations

from typing import Any

import pytest

from hosho.notices.mail import Mail, NotALetter, ending, subject_for

GOOD: dict[str, Any] = {
    "to": "a@b.example",
    "subject": "【電子保証】件名",
    "body": "本文\n",
    "message_key": "k",
}


@pytest.mark.parametrize(
    "address",
    [
        "",
        "a@b.example, c@d.example",
        "a@b.example\r\nBcc: c@d.example",
        "a@b.example;c@d.example",
        "名前 <a@b.example>",
        "a b@c.example",
        "a@b@c.example",
        "a@",
        "@b.example",
        "全角＠b.example",
        "a@b.example\n",
        "a" * 250 + "@b.example",
    ],
)
def test_an_address_is_exactly_one_plain_address(address: str) -> None:
    with pytest.raises(NotALetter):
        Mail(**GOOD | {"to": address})


@pytest.mark.parametrize(
    "body",
    [
        "https://hosho.example/",
        "ＨＴＴＰＳ：／／hosho.example",
        "www.hosho.example",
        "mailto:a@b.example",
        "1234-5678-9012-3456-7890",
        "１２３４\u3000５６７８\u3000９０１２\u3000３４５６\u3000７８９０",
        "12345\n678901234567890",
        "a\x00b",
        "a\rb",
    ],
)
def test_a_link_or_what_could_be_a_key_is_never_sent(body: str) -> None:
    with pytest.raises(NotALetter):
        Mail(**GOOD | {"body": body})


@pytest.mark.parametrize("subject", ["", "　", "a\nBcc: x@y.example", "a\rb", "a\u2028b"])
def test_a_subject_is_one_line(subject: str) -> None:
    with pytest.raises(NotALetter):
        Mail(**GOOD | {"subject": subject})


def test_a_letter_comes_out_of_its_payload_as_it_went_in() -> None:
    mail = Mail(**GOOD)
    assert Mail.from_payload(mail.as_payload()) == mail
    with pytest.raises(TypeError):
        Mail.from_payload(mail.as_payload() | {"attachment": "x"})


def test_only_the_last_four_digits_of_a_number_reach_the_subject() -> None:
    assert ending("4725-0000-0123") == "0123"
    assert subject_for("お知らせ", guarantee="472500000123") == "【電子保証】お知らせ（番号末尾0123）"
    assert (
        subject_for("お知らせ", receipt="2025-004512\r\nBcc: x") == "【電子保証】お知らせ（受付番号末尾4512）"
    )
