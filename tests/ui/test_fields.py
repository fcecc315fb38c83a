"""Fields accept what people type, store what programs need, and keep what was typed when they refuse."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from django import forms
from django.core.exceptions import ValidationError

from hosho.ui import fields
from hosho.ui.forms import Form


class Sheet(Form):
    price = fields.YenField(label="請負代金額", least=1, most=100_000_000)
    day = fields.EraDateField(label="契約日", required=False)


@pytest.mark.parametrize(
    ("typed", "yen"),
    [("１２，３４５，６７８円", 12_345_678), ("金12,345,678円也", 12_345_678), ("1,234万", 12_340_000)],
)
def test_an_amount_is_read_in_every_usual_spelling(typed: str, yen: int) -> None:
    assert fields.YenField().clean(typed) == yen


def test_a_refused_amount_stays_in_the_control_as_typed() -> None:
    sheet = Sheet({"price": "１，２３４.5円"})
    assert not sheet.is_valid()
    assert sheet["price"].value() == "１，２３４.5円"
    assert "小数点" in sheet.errors["price"][0]


def test_a_stored_amount_is_shown_with_commas() -> None:
    assert Sheet(initial={"price": 48_950_000})["price"].value() == "48,950,000"


@pytest.mark.parametrize(("typed", "words"), [("0", "1円以上"), ("1億1円", "100,000,000円以下")])
def test_an_amount_beyond_its_bounds_is_told_the_bound(typed: str, words: str) -> None:
    sheet = Sheet({"price": typed})
    assert words in sheet.errors["price"][0]


def test_an_empty_amount_is_asked_for_by_its_name() -> None:
    assert Sheet({"price": " "}).errors["price"] == ["請負代金額を入力してください。"]


@pytest.mark.parametrize(
    "parts",
    [
        {"day_era": "令和", "day_year": "７", "day_month": "１２", "day_day": "１"},
        {"day_era": "西暦", "day_year": "2025", "day_month": "12", "day_day": "1"},
        {"day_era": "令和", "day_year": "2025/12/1", "day_month": "", "day_day": ""},
        {"day_era": "平成", "day_year": "令和7年12月1日", "day_month": "", "day_day": ""},
        {"day": "2025-12-01"},
    ],
)
def test_a_day_is_read_from_the_four_controls_or_pasted_whole(parts: dict[str, str]) -> None:
    sheet = Sheet({"price": "1", **parts})
    assert sheet.is_valid(), sheet.errors
    assert sheet.cleaned_data["day"] == date(2025, 12, 1)


def test_a_year_alone_is_not_taken_for_a_whole_date() -> None:
    sheet = Sheet({"price": "1", "day_era": "令和", "day_year": "7", "day_month": "", "day_day": ""})
    assert "「月」" in sheet.errors["day"][0]


def test_a_day_of_a_former_era_is_converted_and_the_reading_is_echoed() -> None:
    sheet = Sheet({"price": "1", "day_era": "平成", "day_year": "33", "day_month": "3", "day_day": "31"})
    assert sheet.is_valid()
    assert sheet.cleaned_data["day"] == date(2021, 3, 31)
    assert sheet.fields["day"].note == "平成33年3月31日は、令和3年3月31日として読み取りました。"


def test_a_stored_day_fills_the_controls_era_first() -> None:
    html = str(Sheet(initial={"day": date(2019, 5, 1)})["day"])
    assert '<option value="令和" selected>' in html
    assert 'value="元"' in html


def test_a_day_that_does_not_exist_keeps_its_parts() -> None:
    sheet = Sheet({"price": "1", "day_era": "令和", "day_year": "7", "day_month": "2", "day_day": "29"})
    assert "28日まで" in sheet.errors["day"][0]
    assert 'value="29"' in str(sheet["day"])


def test_a_name_is_kept_byte_for_byte() -> None:
    name = "福\ufa1b田髙﨑𠮷葛\U000e0100建設㈱"
    assert fields.CleanTextField().clean(f"  {name}　") == name


def test_a_text_that_turns_the_direction_of_reading_is_refused() -> None:
    with pytest.raises(ValidationError, match="向き"):
        fields.CleanTextField().clean("佐伯\u202e市")


def test_length_is_counted_as_readers_count() -> None:
    field = fields.CleanTextField(label="商号", most=2)
    assert field.clean("葛\U000e0100城") == "葛\U000e0100城"
    with pytest.raises(ValidationError, match="いまは3文字"):
        field.clean("葛\U000e0100城市")


def test_a_character_no_font_can_draw_is_named() -> None:
    field = fields.CleanTextField(
        glyph_check=lambda text: [SimpleNamespace(character=c) for c in text if c == "𪚥"]
    )
    assert field.clean("佐伯") == "佐伯"
    with pytest.raises(ValidationError, match="「𪚥」"):
        field.clean("佐伯𪚥")


@pytest.mark.parametrize("typed", ["7000012050002", "Ｔ７０００-０１２０-５０００２", " 7-0000-1205-0002 "])
def test_a_corporate_number_is_read_with_and_without_separators(typed: str) -> None:
    assert fields.CorporateNumberField().clean(typed) == "7000012050002"


def test_a_wrong_digit_of_a_corporate_number_is_found() -> None:
    with pytest.raises(ValidationError, match="法人番号"):
        fields.CorporateNumberField().clean("7000012050003")


@pytest.mark.parametrize(
    "posted",
    [
        {"x_authority": "大分県知事", "x_grade": "般", "x_year": "５", "x_number": "12345"},
        {"x_whole": "大分県知事許可（般－５）第１２３４５号"},
        {"x": "大分県知事 許可 (般-5) 第12345号"},
        {"x_authority": "大分県知事", "x_whole": "般-5 第12345号"},
    ],
)
def test_a_licence_is_read_from_its_parts_or_pasted_whole(posted: dict[str, str]) -> None:
    field = fields.LicenceField()
    value = field.widget.value_from_datadict(posted, {}, "x")
    assert field.clean(value) == "大分県知事許可（般－5）第12345号"


def test_a_licence_of_hokkaido_keeps_its_bureau() -> None:
    posted = {"x_authority": "北海道知事", "x_grade": "般", "x_year": "2", "x_number": "石第12345号"}
    field = fields.LicenceField()
    assert (
        field.clean(field.widget.value_from_datadict(posted, {}, "x")) == "北海道知事許可（般－2）石第12345号"
    )


def test_a_licence_without_authority_asks_for_it() -> None:
    with pytest.raises(ValidationError, match="国土交通大臣か知事か"):
        fields.LicenceField().clean("特-1 第55555号")


@pytest.mark.parametrize("typed", ["〒８７６０８４４", "876-0844", "876ー0844"])
def test_a_postal_code_is_seven_digits(typed: str) -> None:
    assert fields.PostalCodeField().clean(typed) == "8760844"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("０９７２－２２－３１１１", "0972-22-3111"),
        ("(0972)22-3111", "0972-22-3111"),
        ("0972223111", "0972223111"),
    ],
)
def test_a_phone_number_keeps_its_grouping(typed: str, stored: str) -> None:
    assert fields.PhoneField(label="電話番号").clean(typed) == stored


def test_a_mail_address_is_folded_and_its_domain_lowered() -> None:
    assert fields.EmailField().clean("Ｔａｎｔｏ＠Example.CO.JP") == "Tanto@example.co.jp"
    with pytest.raises(ValidationError, match="もう一度"):
        fields.EmailField().clean("tanto.example.co.jp")


def test_a_code_shows_the_parsers_own_sentence() -> None:
    class Wrong(Exception):
        sentence = "番号は12けたです。"

    def parse(typed: str) -> str:
        raise Wrong

    with pytest.raises(ValidationError, match="12けた"):
        fields.CodeField(parser=parse).clean("1")


def test_a_defect_of_a_parser_is_not_blamed_on_the_person() -> None:
    def parse(typed: str) -> str:
        raise KeyError("ours")

    with pytest.raises(KeyError):
        fields.CodeField(parser=parse).clean("1")


def test_a_refusal_goes_to_its_field_or_above_all() -> None:
    sheet = Sheet({"price": "1"})
    refusal = Exception()
    refusal.sentence, refusal.field = "契約日をご確認ください。", "day"  # type: ignore[attr-defined]
    sheet.add_refusal(refusal)
    refusal.field = "elsewhere"  # type: ignore[attr-defined]
    sheet.add_refusal(refusal)
    assert sheet.errors["day"] == sheet.non_field_errors() == ["契約日をご確認ください。"]


def test_a_choice_left_open_is_asked_for_as_a_choice() -> None:
    class Choosing(Form):
        way = forms.ChoiceField(label="受取方法", choices=[("a", "あ")], widget=forms.RadioSelect)

    assert Choosing({}).errors["way"] == ["受取方法を選んでください。"]
