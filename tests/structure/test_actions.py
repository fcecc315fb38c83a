"""One verb, one file, one shape: `def verb(subject, *, by: Actor, at: datetime, ...)`."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.structure.sources import REPOSITORY, files, imported_modules, shown, tree

ACTIONS = [
    path
    for path in files("hosho", suffixes=(".py",))
    if path.parent.name == "actions" and path.stem != "__init__"
]

# What the docstring of an action says with which a job of the outbox ends: the worker opens the transaction that also
# marks the job done, and such an action must commit with it or not at all.
COMMITS_WITH_THE_JOB = "Call inside the transaction"


def public_functions(path: Path) -> list[ast.FunctionDef]:
    return [
        node
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


@pytest.mark.parametrize("path", ACTIONS, ids=shown)
def test_an_action_file_holds_the_one_verb_it_is_named_after(path: Path) -> None:
    assert [function.name for function in public_functions(path)] == [path.stem]


@pytest.mark.parametrize("path", ACTIONS, ids=shown)
def test_who_acts_and_when_are_arguments_by_name(path: Path) -> None:
    for function in public_functions(path):
        assert {"by", "at"} <= {argument.arg for argument in function.args.kwonlyargs}, function.name


@pytest.mark.parametrize("path", ACTIONS, ids=shown)
def test_no_request_travels_inward(path: Path) -> None:
    assert "request" not in {node.arg for node in ast.walk(tree(path)) if isinstance(node, ast.arg)}
    assert not any(module.startswith("django.http") for module, _ in imported_modules(tree(path)))


@pytest.mark.parametrize("path", ACTIONS, ids=shown)
def test_an_action_is_one_transaction(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ("atomic" in text) != (COMMITS_WITH_THE_JOB in text)


def test_a_saved_row_names_its_fields() -> None:
    found = [
        f"{shown(path)}:{node.lineno}"
        for path in ACTIONS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "save"
        and not any(keyword.arg in ("update_fields", "force_insert") for keyword in node.keywords)
        # a file store saves a name and content, a row saves itself
        and not node.args
    ]
    assert found == []


def test_an_actions_folder_lists_only_verbs() -> None:
    folders = {path.parent for path in ACTIONS}
    assert [
        shown(path)
        for folder in folders
        for path in files(folder.relative_to(REPOSITORY).as_posix())
        if path.suffix != ".py"
    ] == []
