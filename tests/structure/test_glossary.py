"""docs/glossary.md says one word for one thing; the code uses that word, and the glossary keeps up with the code."""

from __future__ import annotations

import re

import pytest

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


@pytest.mark.parametrize(
    ("japanese", "english", "names", "status"),
    rows(),
    ids=lambda value: str(value)[:30],
)
def test_a_word_is_in_the_code_exactly_when_the_glossary_says_so(
    japanese: str, english: str, names: list[str], status: str
) -> None:
    assert status in {"in code", "planned"}, f"{japanese}: the status is `in code` or `planned`"
    missing = [name for name in names if name not in names_in_code()]
    if status == "in code":
        assert missing == [], f"{japanese} ({english}): not in the code; rename it here or there"
    else:
        assert missing != [], f"{japanese} ({english}) is in the code now; run tools/true_up_glossary.py"


def test_no_japanese_word_stands_twice() -> None:
    words = [word for japanese, *_ in rows() for word in japanese.split("、")]
    assert sorted({word for word in words if words.count(word) > 1}) == []


def test_no_name_in_code_means_two_things() -> None:
    names = [name for _, _, names, _ in rows() for name in names]
    assert sorted({name for name in names if names.count(name) > 1}) == []
