"""Nobody plans the file that swallows everything; this test stops it."""

from __future__ import annotations

from tests.structure.sources import files, functions, shown, tree

FILE_LINES = 300
FUNCTION_LINES = 40

# file, or file::function -> why it is better whole. Take an entry out as soon as it is not needed.
BETTER_WHOLE: dict[str, str] = {
    "tests/certificates/samples.py::record": "one sample record, read as the JSON it becomes",
}

# Folders whose files are made by a tool or are lists of facts.
LISTS_AND_MADE = ("/migrations/", "/data/", "/vectors/", "/fonts/", "/tariffs/")


def long_files() -> dict[str, int]:
    return {
        shown(path): lines
        for path in files(suffixes=(".py", ".html", ".typ"))
        if not any(folder in shown(path) for folder in LISTS_AND_MADE)
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > FILE_LINES
    }


def long_functions() -> dict[str, int]:
    return {
        f"{shown(path)}::{function.name}": lines
        for path in files(suffixes=(".py",))
        if not any(folder in shown(path) for folder in LISTS_AND_MADE)
        for function in functions(tree(path))
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > FUNCTION_LINES
    }


def test_no_file_is_longer_than_300_lines() -> None:
    assert {name: lines for name, lines in long_files().items() if name not in BETTER_WHOLE} == {}


def test_no_function_is_longer_than_40_lines() -> None:
    assert {name: lines for name, lines in long_functions().items() if name not in BETTER_WHOLE} == {}


def test_every_exception_is_still_needed() -> None:
    assert set(BETTER_WHOLE) - set(long_files()) - set(long_functions()) == set()
