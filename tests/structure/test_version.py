"""The version is written once for people, in the changelog, and once for the installer; they agree."""

from __future__ import annotations

import re
import tomllib

from tests.structure.sources import REPOSITORY

CHANGELOG = (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")
RELEASES = re.findall(r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})$", CHANGELOG, re.MULTILINE)


def test_the_newest_release_of_the_changelog_is_the_package_s_version() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == RELEASES[0][0]


def test_releases_stand_newest_first() -> None:
    assert (
        sorted(RELEASES, key=lambda release: tuple(map(int, release[0].split("."))), reverse=True) == RELEASES
    )
    assert sorted((day for _, day in RELEASES), reverse=True) == [day for _, day in RELEASES]
