"""Licence numbers of construction businesses, as papers and web pages write them."""

from datetime import date

import pytest

from hosho.domain.licence import AUTHORITIES, HOKKAIDO_BUREAUS, Licence, LicenceUnreadable, parse_licence

ACCEPTED = {
    "国土交通大臣許可（特-5）第123456号": Licence("国土交通大臣", "特", 5, 123456),
    "大分県知事許可（般－３）第１２３４号": Licence("大分県知事", "般", 3, 1234),
    "東京都知事 許可 (般-19) 第1234号": Licence("東京都知事", "般", 19, 1234),
    "京都府知事許可(般-元)第12号": Licence("京都府知事", "般", 1, 12),
    "北海道知事許可（般－2）石第12345号": Licence("北海道知事", "般", 2, 12345, "石"),
}


@pytest.mark.parametrize(("typed", "licence"), ACCEPTED.items())
def test_accepted_spellings_are_read_and_read_back(typed, licence):
    assert parse_licence(typed) == licence
    assert parse_licence(licence.shown) == licence


@pytest.mark.parametrize("authority", AUTHORITIES)
def test_every_authority_is_known(authority):
    assert parse_licence(f"{authority}許可(特-6)第1号").authority == authority


def test_there_are_forty_seven_governors_and_one_minister():
    assert len(set(AUTHORITIES)) == 48
    assert len(set(HOKKAIDO_BUREAUS)) == len(HOKKAIDO_BUREAUS)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("特-1 第55555号", "authority_missing"),
        ("大分県許可(般-3)第1号", "unreadable"),
        ("大分県知事許可(般-3)第1234567号", "unreadable"),
        ("大分県知事許可(並-3)第1号", "unreadable"),
        ("大分県知事許可(般-3)石第12号", "bureau_elsewhere"),
        ("大分県知事許可(般-0)第12号", "zero"),
    ],
)
def test_what_is_missing_or_impossible_is_asked_for(typed, code):
    with pytest.raises(LicenceUnreadable) as refused:
        parse_licence(typed)
    assert refused.value.code == code
    assert refused.value.sentence.endswith("。")


def test_the_page_may_supply_the_authority():
    assert (
        parse_licence("特-1 第55555号", authority="国土交通大臣").shown
        == "国土交通大臣許可（特－元）第55555号"
    )


def test_an_old_licence_is_warned_about_and_never_refused():
    today = date(2026, 1, 5)
    assert parse_licence("大分県知事許可(般-30)第1号").latest_western_year(today) == 2018
    assert parse_licence("大分県知事許可(般-30)第1号").expiry_warning(today).endswith("ください。")
    assert parse_licence("大分県知事許可(般-5)第1号").expiry_warning(today) is None
