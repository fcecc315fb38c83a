"""Text in columns: a full-width character takes two, a half-width one takes one.

Plain-text letters are read in windows and on printers that count this way. Ambiguous characters (○, ―) count
as two, as they do in Japanese fonts.
"""

from __future__ import annotations

import re
import unicodedata

_NEVER_FIRST = set(
    "、。，．・：；？！」』）］｝〕】〉》々ー…ゝゞァィゥェォッャュョヮぁぃぅぇぉっゃゅょゎ,.:;?!)]}"
)
_NEVER_LAST = set("「『（［｛〔【〈《([{")
_PIECE = re.compile(r"[!-~]+|.", re.DOTALL)
_HANGING = re.compile(r"^(?:　[^：　]+　*：|　[0-9０-９・]+　|　+)")


def columns(text: str) -> int:
    """How many half-width columns the text takes; marks attached to the character before them take none."""
    return sum(_width(character) for character in text)


def wrap(line: str, width: int = 76) -> list[str]:
    """One line broken into lines of at most `width` columns.

    Breaks keep Latin words and numbers whole, leave no closing mark at the start and no opening one at the
    end of a line, and continue an item (「　項目　：値」) under its value.
    """
    pieces = _pieces(line, width)
    indent = _indent(line, width)
    lines: list[list[str]] = [[]]
    used = 0
    for piece in pieces:
        if lines[-1] and used + columns(piece) > width:
            carried = _after_pause(lines[-1], width) or _carried(lines[-1], piece)
            lines.append([indent, *carried])
            used = columns("".join(lines[-1]))
            if piece == " ":
                continue
        lines[-1].append(piece)
        used += columns(piece)
    return ["".join(pieces).rstrip() for pieces in lines]


def _width(character: str) -> int:
    if unicodedata.combining(character) or _attaches(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def _attaches(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _pieces(line: str, width: int) -> list[str]:
    """What may not be broken: a Latin word or number, or one character with the marks attached to it."""
    pieces: list[str] = []
    for piece in _PIECE.findall(line):
        if pieces and _width(piece[0]) == 0:
            pieces[-1] += piece
        elif len(piece) > width // 2:
            pieces += [piece[i : i + width // 2] for i in range(0, len(piece), width // 2)]
        else:
            pieces.append(piece)
    return pieces


def _after_pause(line: list[str], width: int) -> list[str]:
    """Take what follows the last 、 or 。 of the line, if the line stays well filled without it."""
    for position in range(len(line) - 1, 0, -1):
        if columns("".join(line[:position])) < width * 0.55:
            break
        if line[position - 1] in "、。" and line[position] not in _NEVER_FIRST:
            carried = line[position:]
            del line[position:]
            return carried
    return []


def _carried(line: list[str], following: str) -> list[str]:
    """Take from the end of `line` what must stand on the next line together with `following`."""
    carried: list[str] = []
    while len(line) > 1 and (following[0] in _NEVER_FIRST or line[-1] in _NEVER_LAST) and len(carried) < 4:
        following = line.pop()
        carried.insert(0, following)
    return carried


def _indent(line: str, width: int) -> str:
    found = _HANGING.match(line)
    taken = columns(found.group()) if found else 0
    return "　" * (taken // 2) + " " * (taken % 2) if taken <= width // 2 else ""
