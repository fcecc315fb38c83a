"""Text as people in Japan type it: codes folded to one form, names kept, search keys derived.

Three treatments, never mixed: a *code* (number, key, postal code) is folded and may be stored folded; a *text*
(name, address, title) is stored byte for byte as sent, minus what nobody can see; a *search key* is folded hard
and is never shown.
"""

from __future__ import annotations

import re
import unicodedata

from hosho.lib.kanji_variants import STANDARD_FORMS
from hosho.lib.unreadable import Unreadable

# What keyboards, IMEs and word processors put where a hyphen was meant (after NFKC). The long vowel mark is here
# because codes contain no kana; in names it is a letter, so `clean_text` leaves all of these alone.
HYPHENS = "-‐‑‒–—―−ー─━﹘⁃˗֊⸺⸻〜~＿_"
_HYPHENS_TO_ONE = str.maketrans(dict.fromkeys(HYPHENS, "-"))

_BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINER_WITHOUT_WIDTH = "\u034f"


class ForbiddenCharacter(Unreadable):
    """A character that could make a text look different from what it is, or that no text can hold."""


def fold_code(typed: str) -> str:
    """One form for codes: NFKC, nothing invisible, no space, upper case, every hyphen-like sign as `-`."""
    folded = unicodedata.normalize("NFKC", typed)
    visible = "".join(c for c in folded if not _is_invisible(c) and not c.isspace())
    return unicodedata.normalize("NFKC", visible.translate(_HYPHENS_TO_ONE).upper())


def fold_code_bare(typed: str) -> str:
    """`fold_code` without any separator, for codes whose grouping carries no meaning."""
    return re.sub(r"[-./,:・、]", "", fold_code(typed))


# Printable ASCII, Japanese punctuation, kana, the common ideographs and full-width forms: nothing to refuse or drop.
# Nearly every text is made of these alone, and a look-up reads forty of them.
_ORDINARY = re.compile(r"[\x20-\x7e\u3000-\u3029\u3030\u3041-\u3096\u309b-\u30ff\u4e00-\u9fff\uff01-\uff9f]*")


def clean_text(typed: str, *, multiline: bool = False) -> str:
    """A text to be stored: trimmed at both ends, without control and zero-width characters, otherwise untouched.

    Variation selectors stay, for they choose the shape of a name's character. Nothing is normalised: NFC would
    replace 福 (U+FA1B) and others. Raises ForbiddenCharacter for bidi controls, lone surrogates, NUL and
    noncharacters. With `multiline` line breaks stay, as line feeds.
    """
    if _ORDINARY.fullmatch(typed):
        return typed.strip()
    for character in typed:
        _refuse_forbidden(character)
    if multiline:
        lines = re.split(r"\r\n|\r|\n", typed)
        return "\n".join(_without_invisible(line).rstrip() for line in lines).strip()
    return _without_invisible(typed).strip()


def _without_invisible(text: str) -> str:
    return "".join(c for c in text if _is_variation_selector(c) or not _is_invisible(c))


def _refuse_forbidden(character: str) -> None:
    code = ord(character)
    if character in _BIDI_CONTROLS:
        raise ForbiddenCharacter(
            "bidi_control",
            "文字の並ぶ向きを変える見えない文字が含まれています。貼り付けた部分を消して、もう一度入力してください。",
        )
    if code == 0 or 0xD800 <= code <= 0xDFFF or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        raise ForbiddenCharacter(
            "unstorable_character",
            "文字として扱えないデータが含まれています。貼り付けた部分を消して、もう一度入力してください。",
        )


def _is_variation_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _is_invisible(character: str) -> bool:
    """Controls, format characters (zero width, bidi, soft hyphen, tags), line separators, variation selectors."""
    return (
        unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp")
        or character == _JOINER_WITHOUT_WIDTH
        or _is_variation_selector(character)
    )


# --- search keys -----------------------------------------------------------------------------------------------

# The circled abbreviations lose their circle in NFKC and would look like a letter of the name.
_CIRCLED_FORMS = str.maketrans({"㊑": "(株)", "㊒": "(有)", "㊓": "(社)", "㊖": "(財)"})
_COMPANY_FORMS = (
    *("株式会社", "有限会社", "合同会社", "合資会社", "合名会社", "(株)", "(有)", "(同)", "(資)", "(名)"),
    *("一般社団法人", "公益社団法人", "一般財団法人", "公益財団法人", "(一社)", "(公社)", "(一財)", "(公財)"),
    *("特定非営利活動法人", "事業協同組合", "協同組合", "企業組合", "(協)"),
)
_JOINT_VENTURE_WORDS = (
    *("特定建設工事共同企業体", "経常建設共同企業体", "特定共同企業体", "建設共同企業体", "共同企業体"),
    "jv",
)
_JOINT_VENTURE_MARK = "jv"
_PUNCTUATION = re.compile(r"[\s()\[\]{}「」『』【】〔〕〈〉《》・･.,、。'\"“”‘’/&" + re.escape(HYPHENS) + "]")
_KANJI_TO_STANDARD = str.maketrans(STANDARD_FORMS)


def fold_search(text: str) -> str:
    """The search key of a company's or person's name: 「㈱髙﨑建設」 and 「高崎建設　株式会社」 meet in one key.

    Never shown and never stored as the name. Folding a folded key changes nothing.
    """
    folded = _fold_search_once(text)
    while (again := _fold_search_once(folded)) != folded:
        folded = again
    return folded


def _fold_search_once(text: str) -> str:
    key = unicodedata.normalize("NFKC", text.translate(_CIRCLED_FORMS)).casefold()
    key = unicodedata.normalize("NFKC", key)
    key = "".join(c for c in key if not _is_invisible(c)).translate(_KANJI_TO_STANDARD).strip()
    key = re.sub(r"^株(?=\s)|(?<=\s)株$", "", key).strip()
    key = _without_ends(key, _COMPANY_FORMS)
    name = _without_ends(key, _JOINT_VENTURE_WORDS, only_end=True)
    is_joint_venture = name != key
    bare = _PUNCTUATION.sub("", name)
    return bare + _JOINT_VENTURE_MARK if is_joint_venture else bare


def _without_ends(name: str, words: tuple[str, ...], *, only_end: bool = False) -> str:
    """Take the words off both ends as often as they stand there, but never the whole name."""
    shorter = name
    for word in words:
        if not only_end:
            shorter = shorter.removeprefix(word).strip()
        shorter = shorter.removesuffix(word).strip()
    if not _PUNCTUATION.sub("", shorter):
        return name
    return shorter if shorter == name else _without_ends(shorter, words, only_end=only_end)


# --- counting --------------------------------------------------------------------------------------------------


def graphemes(text: str) -> int:
    """How many characters a person sees: selectors, combining marks and joined emoji count with their base.

    A reading of UAX 29 that is exact for Japanese and good for emoji; it does not know Indic scripts or flags' pairs
    beyond two.
    """
    count, joined, flag_open = 0, False, False
    for position, character in enumerate(text):
        if position and (joined or _extends(character)):
            joined = character == "\u200d"
            continue
        if character == "\n" and position and text[position - 1] == "\r":
            continue
        is_flag = "\U0001f1e6" <= character <= "\U0001f1ff"
        if is_flag and flag_open:
            flag_open = False
            continue
        flag_open = is_flag
        count += 1
    return count


def _extends(character: str) -> bool:
    return (
        unicodedata.category(character) in ("Mn", "Mc", "Me")
        or character in "\u200c\u200dﾞﾟ"
        or _is_variation_selector(character)
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    )
