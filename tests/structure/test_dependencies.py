"""Every dependency has its reason in the decision record, and the record names none that is gone."""

from __future__ import annotations

import re
import tomllib

from tests.structure.sources import REPOSITORY


def declared() -> set[str]:
    """Names of what pyproject.toml asks for, without extras and versions."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    groups = [project["project"]["dependencies"], *project["dependency-groups"].values()]
    return {
        re.split(r"[\[~<>=! ]", wanted)[0].lower()
        for group in groups
        for wanted in group
        if isinstance(wanted, str)
    }


def explained() -> set[str]:
    record = (REPOSITORY / "docs/decisions/0003-languages-and-libraries.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\| `([a-z0-9-]+)` \| \S", record, re.MULTILINE))


def test_every_library_has_its_reason() -> None:
    assert declared() - explained() == set()


def test_no_reason_is_left_for_a_library_that_is_gone() -> None:
    assert explained() - declared() == set()
