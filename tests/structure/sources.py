"""The files of the repository and the names they define, for the tests beside this file."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
HOSHO = REPOSITORY / "hosho"

# What tools make and nobody writes.
_NOT_OURS = re.compile(
    r"(^|/)(\.git|\.venv|\.tools|\.hosho|build|dist|__pycache__|\.\w+_cache|\.hypothesis|[^/]+\.egg-info)(/|$)"
)


@cache
def files(folder: str = "", *, suffixes: tuple[str, ...] = ()) -> tuple[Path, ...]:
    """Every file we keep under a folder of the repository, of all or of the given suffixes, in order."""
    return tuple(
        path
        for path in _everything()
        if path.is_relative_to(REPOSITORY / folder) and (not suffixes or path.suffix in suffixes)
    )


@cache
def _everything() -> tuple[Path, ...]:
    """All files we keep. Folders that are not ours are not entered: .venv alone holds tens of thousands."""
    found = []
    for root, folders, names in os.walk(REPOSITORY):
        here = Path(root)
        folders[:] = [name for name in folders if not _NOT_OURS.search(shown(here / name))]
        found += [here / name for name in names if not _NOT_OURS.search(shown(here / name))]
    return tuple(sorted(found))


def shown(path: Path) -> str:
    """A file as a reader would name it."""
    return path.relative_to(REPOSITORY).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=shown(path))


def functions(module: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def defined_names(module: ast.AST) -> Iterator[tuple[str, int]]:
    """Every name this module gives to something, with its line. Names that it merely uses may be other people's."""
    for node in ast.walk(module):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name, node.lineno
            case ast.arg(arg=name):
                yield name, node.lineno
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield name, node.lineno


def imported_modules(module: ast.Module) -> Iterator[tuple[str, int]]:
    """What a module imports when it runs, wherever the import stands; imports only for type checking are left out."""
    for_types = {
        id(inner)
        for node in ast.walk(module)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(module):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


@cache
def names_in_code() -> frozenset[str]:
    """Every identifier defined in hosho/ and the name of every file and folder there, without its suffix."""
    names = {part.split(".")[0] for path in files("hosho") for part in path.relative_to(HOSHO).parts}
    for path in files("hosho", suffixes=(".py",)):
        names.update(name for name, _ in defined_names(tree(path)))
    return frozenset(names)


def words_of(identifier: str) -> list[str]:
    """The words an identifier is made of, in lower case: issue_certificate, IssueCertificate -> issue, certificate."""
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", identifier)]
