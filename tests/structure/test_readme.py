"""What README and documents tell a newcomer to type exists, and the two READMEs say the same."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.structure.sources import REPOSITORY, files, shown

MAKEFILE = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
TWINS = (REPOSITORY / "README.md", REPOSITORY / "README.ja.md")
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)


@pytest.mark.parametrize("document", files(suffixes=(".md",)), ids=shown)
def test_every_make_command_in_a_document_exists(document: Path) -> None:
    code = " ".join(CODE.findall(document.read_text(encoding="utf-8")))
    assert set(re.findall(r"\bmake ([a-z][a-z-]*)", code)) - TARGETS == set()


def test_make_alone_lists_every_command_with_its_sentence() -> None:
    listed = subprocess.run(
        ["make", "-s", "-C", REPOSITORY], capture_output=True, text=True, check=True
    ).stdout
    assert set(re.findall(r"^ *make ([a-z-]+) +\S", listed, re.MULTILINE)) == TARGETS - {"help"} | {"help"}


@pytest.mark.parametrize(
    "pattern", [r"\bmake [a-z-]+", r"\bhosho [a-z]+", r"`[a-z]+-[a-z]+`|`\d{8}-\d{2}`", r"docs/[\w./-]+"]
)
def test_the_two_readmes_name_the_same_things(pattern: str) -> None:
    english, japanese = (set(re.findall(pattern, readme.read_text(encoding="utf-8"))) for readme in TWINS)
    assert english == japanese


@pytest.mark.parametrize("readme", TWINS, ids=shown)
def test_the_readme_s_logins_are_those_of_the_sample(readme: Path) -> None:
    text = readme.read_text(encoding="utf-8")
    in_table = set(re.findall(r"^\|.*\| `([\w-]+)` \|$", text, re.MULTILINE))
    sample = (REPOSITORY / "hosho/cli/sample_people.py").read_text(encoding="utf-8")
    assert in_table == set(re.findall(r"SampleLogin\(\s*\"([\w-]+)\"", sample))
    (password,) = re.findall(r'^PASSWORD = "([^"]+)"', sample, re.MULTILINE)
    assert f"`{password}`" in text


@pytest.mark.parametrize("readme", TWINS, ids=shown)
def test_a_picture_is_shown_only_when_it_was_taken(readme: Path) -> None:
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", readme.read_text(encoding="utf-8"))
    assert [picture for picture in pictures if not (REPOSITORY / picture).exists()] == []
