"""Which characters of a text the documents can draw, asked before anything is typeset.

The typesetter refuses a character no font has, but draws the base form in silence where a font lacks the form a
variation selector asks for. A name must never be printed in another form than it was entered, so both are asked here:
the base characters and the (base, selector) pairs of the fonts' own tables (cmap format 4/12 and format 14).
BIZ knows the forms of Adobe-Japan1, IPAmj those of Moji_Joho; a pair one lacks the other may have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from fontTools.ttLib import TTFont

from hosho.certificates import fonts

Kind = Literal["base", "pair"]

# Line ends are layout, not glyphs.
_LAYOUT = frozenset("\n\r")
_BREAKS_BETWEEN_NAMES = re.compile(r"[\s　、。，．,（）()「」『』・／:：]+")


@dataclass(frozen=True)
class MissingGlyph:
    """One character no font can draw as it was entered.

    character: the base character, with its selector when `kind` is "pair".
    position: its index in the text, in code points from 0.
    kind: "base" when the character itself is missing, "pair" when only the form its selector asks for is.
    """

    character: str
    position: int
    kind: Kind

    @property
    def code(self) -> str:
        """The code points, for a person who looks them up: U+8FBB or U+8FBB U+E0100."""
        return " ".join(f"U+{ord(each):04X}" for each in self.character)


class GlyphsMissing(ValueError):
    """A document was refused because it would have shown a wrong or empty form. `missing` names each once."""

    def __init__(self, missing: tuple[MissingGlyph, ...]) -> None:
        self.missing = missing
        named = "、".join(f"「{each.character}」（{each.code}）" for each in missing)
        super().__init__(
            f"この文書に印字できない文字があります：{named}。別の字に置き換えずに、担当者が正しい字形を確認してください。"
        )


@dataclass(frozen=True)
class Coverage:
    """What one font, or several together, can draw."""

    characters: frozenset[int]
    pairs: frozenset[tuple[int, int]]

    def has(self, character: str) -> bool:
        """Whether a base character, or a base with its selector, is drawn as it was entered."""
        if len(character) == 1:
            return ord(character) in self.characters
        return (ord(character[0]), ord(character[1])) in self.pairs


@lru_cache(maxsize=8)
def coverage(path: Path) -> Coverage:
    """Read a font's own tables; about 0.1 s, once a process and font."""
    with TTFont(path, lazy=True) as font:
        pairs = {
            (base, selector)
            for table in font["cmap"].tables
            if table.format == 14
            for selector, bases in table.uvsDict.items()
            for base, _glyph in bases
        }
        return Coverage(frozenset(font.getBestCmap()), frozenset(pairs))


@lru_cache(maxsize=4)
def vendored_coverage(files: fonts.FontFiles) -> Coverage:
    """What all four vendored faces have: a name may stand in any of them."""
    each = [coverage(path) for path in files.vendored]
    characters = frozenset.intersection(*(one.characters for one in each))
    return Coverage(characters, frozenset.intersection(*(one.pairs for one in each)))


def is_selector(character: str) -> bool:
    """Whether this code point only chooses the form of the one before it."""
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def clusters(text: str) -> Iterator[tuple[int, str]]:
    """Each character with its position, a base and its selector together."""
    at = 0
    while at < len(text):
        length = 2 if at + 1 < len(text) and is_selector(text[at + 1]) and not is_selector(text[at]) else 1
        yield at, text[at : at + length]
        at += length


def missing(text: str, *, files: fonts.FontFiles | None = None) -> list[MissingGlyph]:
    """Every character of the text that neither BIZ nor, where installed, IPAmj Mincho can draw, in order."""
    files = files or fonts.installed()
    if _is_plain(text, files):
        return []
    return [
        MissingGlyph(each, at, _kind(each, files)) for at, each in clusters(text) if not _drawn(each, files)
    ]


def names_for_the_name_font(text: str, *, files: fonts.FontFiles | None = None) -> list[str]:
    """The pieces of the text that must be set from IPAmj Mincho: whole names where it can draw them whole.

    A name that needs one form of each font is not in either; then only the characters BIZ lacks are listed.
    """
    files = files or fonts.installed()
    if (
        files.for_names is None
        or _is_plain(text, files)
        or not (wanting := _only_in_the_name_font(text, files))
    ):
        return []
    names = coverage(files.for_names)
    pieces: set[str] = set()
    for word in _BREAKS_BETWEEN_NAMES.split(text):
        parts = [each for _, each in clusters(word)]
        if wanting.isdisjoint(parts):
            continue
        pieces |= {word} if all(names.has(each) for each in parts) else wanting.intersection(parts)
    return sorted(pieces, key=lambda piece: (-len(piece), piece))


def _is_plain(text: str, files: fonts.FontFiles) -> bool:
    """Whether BIZ has every character and no form is asked for: most texts, told by one comparison of sets."""
    characters = set(text)
    if any(is_selector(each) for each in characters):
        return False
    return {ord(each) for each in characters - _LAYOUT} <= vendored_coverage(files).characters


def _only_in_the_name_font(text: str, files: fonts.FontFiles) -> set[str]:
    own = vendored_coverage(files)
    return {each for _, each in clusters(text) if each not in _LAYOUT and not own.has(each)}


def _drawn(character: str, files: fonts.FontFiles) -> bool:
    if character in _LAYOUT or vendored_coverage(files).has(character):
        return True
    return files.for_names is not None and coverage(files.for_names).has(character)


def _kind(character: str, files: fonts.FontFiles) -> Kind:
    return "pair" if len(character) == 2 and _drawn(character[0], files) else "base"
