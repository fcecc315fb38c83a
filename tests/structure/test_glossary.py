"""docs/glossary.md says one word for one thing; the code uses that word, and the glossary keeps up with the code."""

from __future__ import annotations

import re

from tests.structure.sources import REPOSITORY, names_in_code

ROW = re.compile(
    r"^\| (?P<japanese>[^|]+) \| (?P<english>[^|]+) \| (?P<names>[^|]+) \| (?P<status>[^|]+) \|$",
    re.MULTILINE,
)


def rows() -> list[tuple[str, str, list[str], str]]:
    """Japanese, English, names in code, status: of every row of the glossary's tables, headings left out."""
    text = (REPOSITORY / "docs/glossary.md").read_text(encoding="utf-8")
    return [
        (
            row["japanese"].strip(),
            row["english"].strip(),
            re.findall(r"`([^`]+)`", row["names"]),
            row["status"].strip(),
        )
        for row in ROW.finditer(text)
        if "`" in row["names"]
    ]


def test_the_glossary_is_there() -> None:
    assert len(rows()) > 40


def test_every_status_is_one_of_two() -> None:
    assert [japanese for japanese, _, _, status in rows() if status not in {"in code", "planned"}] == []


def test_every_word_said_to_be_in_the_code_is_there() -> None:
    lost = {
        f"{japanese} ({english})": [name for name in names if name not in names_in_code()]
        for japanese, english, names, status in rows()
        if status == "in code"
    }
    assert {word: names for word, names in lost.items() if names} == {}, "rename it here or there"


def test_no_word_said_to_be_planned_is_in_the_code_already() -> None:
    arrived = [
        f"{japanese} ({english})"
        for japanese, english, names, status in rows()
        if status == "planned" and all(name in names_in_code() for name in names)
    ]
    assert arrived == [], "run tools/true_up_glossary.py"


def test_no_japanese_word_stands_twice() -> None:
    words = [word for japanese, *_ in rows() for word in japanese.split("、")]
    assert sorted({word for word in words if words.count(word) > 1}) == []


def test_no_name_in_code_means_two_things() -> None:
    names = [name for _, _, names, _ in rows() for name in names]
    assert sorted({name for name in names if names.count(name) > 1}) == []
