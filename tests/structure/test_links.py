"""A link in a document leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.structure.sources import REPOSITORY, files, shown

DOCUMENTS = files(suffixes=(".md",))
LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def anchors(document: Path) -> set[str]:
    """The anchors a reader's viewer makes of the headings: lower case, blanks to hyphens, punctuation left out."""
    headings = re.findall(
        r"^#+ +(.+?) *$", FENCED.sub("", document.read_text(encoding="utf-8")), re.MULTILINE
    )
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=shown)
def test_every_link_in_a_document_resolves(document: Path) -> None:
    dead = []
    for target in LINK.findall(FENCED.sub("", document.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = unquote(target).partition("#")
        aim = (document.parent / name).resolve() if name else document
        if not aim.exists() or (anchor and anchor not in anchors(aim)):
            dead.append(target)
    assert dead == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=shown)
def test_every_file_a_document_names_exists(document: Path) -> None:
    named = re.findall(r"`((?:hosho|tests|tools|docs|bench)/[\w./-]+)`", document.read_text(encoding="utf-8"))
    assert [name for name in named if not (REPOSITORY / name).exists()] == []


def test_the_list_of_decisions_is_complete() -> None:
    listing = (REPOSITORY / "docs/decisions/README.md").read_text(encoding="utf-8")
    records = [path.name for path in files("docs/decisions", suffixes=(".md",)) if path.name != "README.md"]
    assert [name for name in records if f"({name})" not in listing] == []
