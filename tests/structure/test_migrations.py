"""The migrations of each app are one line without gaps or forks, so the order can be read from the folder."""

from __future__ import annotations

import ast
import itertools
from pathlib import Path

import pytest

from tests.structure.sources import files, shown, tree

FOLDERS = sorted(
    {path.parent for path in files("hosho", suffixes=(".py",)) if path.parent.name == "migrations"}
)


def migrations(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.py") if path.stem != "__init__")


def own_dependencies(path: Path, label: str) -> list[str]:
    for node in ast.walk(tree(path)):
        match node:
            case ast.Assign(targets=[ast.Name(id="dependencies")], value=ast.List(elts=pairs)):
                return [
                    pair.elts[1].value  # type: ignore[attr-defined]
                    for pair in pairs
                    if isinstance(pair, ast.Tuple) and getattr(pair.elts[0], "value", None) == label
                ]
    return []


@pytest.mark.parametrize("folder", FOLDERS, ids=shown)
def test_numbers_follow_one_another(folder: Path) -> None:
    numbers = [path.stem.split("_")[0] for path in migrations(folder)]
    assert numbers == [f"{number:04d}" for number in range(1, len(numbers) + 1)]


@pytest.mark.parametrize("folder", FOLDERS, ids=shown)
def test_each_stands_on_the_one_before(folder: Path) -> None:
    found = migrations(folder)
    for before, after in itertools.pairwise(found):
        assert own_dependencies(after, folder.parent.name) == [before.stem], shown(after)


@pytest.mark.parametrize("folder", FOLDERS, ids=shown)
def test_each_is_named_after_what_it_does(folder: Path) -> None:
    assert [shown(path) for path in migrations(folder) if "_auto_" in path.stem] == []
