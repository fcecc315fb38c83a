"""Which characters the documents can draw, and that nothing else gets onto paper."""

from __future__ import annotations

import pytest

from hosho.certificates import fonts, glyphs
from hosho.certificates.glyphs import MissingGlyph

WITHOUT_NAMES = fonts.FontFiles()
with_name_font = pytest.mark.skipif(
    fonts.installed().for_names is None, reason="IPAmj Mincho is not installed (fonts-ipamj-mincho)"
)

KATSU, TSUJI, NABE = "葛\U000e0100", "辻\U000e0100", "邉\U000e0102"


def test_common_and_rarer_names_are_drawn_by_the_vendored_fonts() -> None:
    assert glyphs.missing(f"髙﨑　一郎\n神辺　{TSUJI}{KATSU}　般－5　①㈱", files=WITHOUT_NAMES) == []


def test_a_character_no_vendored_font_has_is_listed_with_its_position() -> None:
    assert glyphs.missing("代表 𠮷野", files=WITHOUT_NAMES) == [MissingGlyph("𠮷", 3, "base")]


def test_a_form_the_font_would_draw_as_another_in_silence_is_listed_as_a_pair() -> None:
    assert glyphs.missing(f"渡{NABE}太郎", files=WITHOUT_NAMES) == [MissingGlyph(NABE, 1, "pair")]


def test_every_occurrence_is_listed() -> None:
    assert [each.position for each in glyphs.missing("𠮷と𠮷", files=WITHOUT_NAMES)] == [0, 2]


@pytest.mark.parametrize("text", ["\U000e0100", f"{KATSU}\U000e0101", "あ\ufe0f", "\u202e", "\x00", "𪚥😀"])
def test_odd_sequences_are_never_passed(text: str) -> None:
    assert glyphs.missing(text, files=WITHOUT_NAMES)


def test_an_empty_text_lacks_nothing() -> None:
    assert glyphs.missing("") == []


def test_code_points_are_named_for_whoever_looks_them_up() -> None:
    assert MissingGlyph(NABE, 0, "pair").code == "U+9089 U+E0102"


@with_name_font
def test_the_name_font_covers_what_the_vendored_lack() -> None:
    assert glyphs.missing("𠮷野家") == []


@with_name_font
def test_a_form_of_the_family_register_is_set_from_the_name_font_as_a_whole_name() -> None:
    form = _form_only_the_name_font_has()
    assert glyphs.missing(f"山田　{form}田一郎", files=WITHOUT_NAMES)[0].kind == "pair"
    assert glyphs.missing(f"山田　{form}田一郎") == []
    assert glyphs.names_for_the_name_font(f"山田　{form}田一郎、渡辺") == [f"{form}田一郎"]


@with_name_font
def test_a_name_that_needs_a_form_of_either_font_is_split_by_character() -> None:
    only_vendored = _form_only_the_vendored_fonts_have()
    assert glyphs.names_for_the_name_font(f"𠮷{only_vendored}") == ["𠮷"]


def test_plain_text_never_asks_for_the_name_font() -> None:
    assert glyphs.names_for_the_name_font("佐伯市長　様　髙﨑") == []


def _form_only_the_name_font_has() -> str:
    path = fonts.installed().for_names
    assert path is not None
    own = glyphs.vendored_coverage(fonts.installed())
    pairs = glyphs.coverage(path).pairs - own.pairs
    return next(chr(base) + chr(form) for base, form in sorted(pairs) if base in own.characters)


def _form_only_the_vendored_fonts_have() -> str:
    path = fonts.installed().for_names
    assert path is not None
    pairs = glyphs.vendored_coverage(fonts.installed()).pairs - glyphs.coverage(path).pairs
    return next(chr(base) + chr(form) for base, form in sorted(pairs))
