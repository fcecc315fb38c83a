"""Codes are folded, texts are kept, search keys meet."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hosho.lib.kanji_variants import STANDARD_FORMS
from hosho.lib.text import (
    HYPHENS,
    ForbiddenCharacter,
    clean_text,
    fold_code,
    fold_code_bare,
    fold_search,
    graphemes,
)

storable = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=20)


@pytest.mark.parametrize("hyphen", list(HYPHENS))
def test_every_hyphen_of_keyboards_and_word_processors_is_one(hyphen):
    assert fold_code(f"４７{hyphen}２５") == "47-25"
    assert fold_code_bare(f"４７{hyphen}２５") == "4725"


@pytest.mark.parametrize(
    "nothing", ["\u200b", "\u200d", "\ufeff", "\u00ad", "\u2060", "\u3000", "\u00a0", "\t", "\n", " "]
)
def test_what_cannot_be_seen_does_not_count_in_codes(nothing):
    assert fold_code(f"{nothing}ａb{nothing}１{nothing}") == "AB1"


@settings(max_examples=150)
@given(storable)
def test_folding_a_folded_code_changes_nothing(typed):
    assert fold_code(fold_code(typed)) == fold_code(typed)


KEPT = [
    "葛\U000e0100飾区",
    "髙﨑　一郎",
    "𠮷野家",
    "\ufa1b島",
    "その①工事（Ⅲ工区）",
    "ｶﾌﾞｼｷ",
    "スーパー㈱",
    "〜ー－",
    "か\u3099",
    "㋿",
]


@pytest.mark.parametrize("name", KEPT)
def test_names_are_kept_byte_for_byte(name):
    assert clean_text(f"　{name} \n").encode() == name.encode()


def test_what_nobody_can_see_is_dropped_from_texts():
    assert clean_text("\ufeff市道\u200b見本線\r\n道路\t改良\u0007工事　") == "市道見本線道路改良工事"


def test_lines_stay_where_lines_are_meant():
    assert clean_text(" 一行目　\r\n\u200b二行目\r三行目\n", multiline=True) == "一行目\n二行目\n三行目"


@pytest.mark.parametrize(
    "bad", ["\u202e", "\u2066", "\u200f", "\u061c", "\0", "\ud800", "\uffff", "\ufdd0", "\U0001ffff"]
)
def test_characters_that_deceive_or_cannot_be_stored_are_refused(bad):
    with pytest.raises(ForbiddenCharacter) as refused:
        clean_text(f"見本{bad}建設")
    assert refused.value.sentence.endswith("。")


@settings(max_examples=150)
@given(storable)
def test_cleaning_a_clean_text_changes_nothing(typed):
    try:
        clean = clean_text(typed)
    except ForbiddenCharacter:
        return
    assert clean_text(clean) == clean


SAME = [
    (
        "㈱髙﨑建設",
        "高崎建設　株式会社",
        "株式会社高崎建設",
        "㍿高嵜建設",
        "(株) 高崎建設",
        "㊑高崎建設",
        "高崎建設 ㈱",
    ),
    ("有限会社サイキ・ミホン", "㈲ｻｲｷﾐﾎﾝ", "サイキ　ミホン(有)"),
    ("佐伯・番匠特定建設工事共同企業体", "佐伯・番匠共同企業体", "佐伯番匠ＪＶ", "佐伯　番匠 jv"),
    ("渡邉工務店", "渡邊工務店", "渡辺工務店"),
    ("斎藤組", "齋藤組", "齊藤組", "斉藤組"),
    ("葛\U000e0100城建設", "葛城建設"),
    ("濵田ABC土木", "浜田ａｂｃ土木", "濱田Abc土木"),
]


@pytest.mark.parametrize("names", SAME, ids=lambda names: names[0])
def test_spellings_of_one_company_meet_in_one_search_key(names):
    assert len({fold_search(name) for name in names}) == 1


def test_different_companies_keep_different_search_keys():
    names = [
        "株木建設株式会社",
        "木建設株式会社",
        "佐伯建設",
        "佐伯建設共同企業体",
        "株式会社",
        "有限会社",
        "株式会社株",
    ]
    assert len({fold_search(name) for name in names}) == len(names)


@settings(max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            ["株式会社", "(株)", "㈱", "株", "㊑", "JV", "共同企業体", "髙", "a", " ", "・", "ー", "(", ")"]
        )
    )
)
def test_folding_a_search_key_again_changes_nothing(parts):
    key = fold_search("".join(parts))
    assert fold_search(key) == key


@settings(max_examples=150)
@given(storable)
def test_folding_any_search_key_again_changes_nothing(name):
    assert fold_search(fold_search(name)) == fold_search(name)


def test_no_standard_form_is_itself_a_variant():
    assert not set(STANDARD_FORMS) & set(STANDARD_FORMS.values())


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("工事", 2),
        ("葛\U000e0100", 1),
        ("か\u3099", 1),
        ("👨‍👩‍👧", 1),
        ("👍🏽", 1),
        ("🇯🇵🇯🇵", 2),
        ("𠮷野", 2),
        ("\r\n", 1),
        ("ｶﾞ", 1),
    ],
)
def test_characters_are_counted_as_people_see_them(text, count):
    assert graphemes(text) == count
