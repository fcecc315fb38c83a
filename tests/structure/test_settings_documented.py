"""docs/operations/settings.md lists every environment variable that the settings read, and no other."""

from __future__ import annotations

import ast
import re

from tests.structure.sources import REPOSITORY, files, tree


def read_from_the_environment() -> set[str]:
    """Names given to the readers of hosho/config/environment.py, and to os.environ, anywhere in hosho/ and by the web server."""
    names = set()
    for path in (*files("hosho", suffixes=(".py",)), REPOSITORY / "gunicorn.conf.py"):
        for node in ast.walk(tree(path)):
            match node:
                case ast.Call(func=ast.Name(id=reader), args=[ast.Constant(value=str(name)), *_]) if (
                    reader.startswith("env")
                ):
                    names.add(name)
                case (
                    ast.Call(
                        func=ast.Attribute(value=ast.Attribute(attr="environ"), attr="get"),
                        args=[ast.Constant(value=str(name)), *_],
                    )
                    | ast.Subscript(
                        value=ast.Attribute(attr="environ"),
                        slice=ast.Constant(value=str(name)),
                        ctx=ast.Load(),
                    )
                ):
                    names.add(name)
    return names - {"DJANGO_SETTINGS_MODULE"}


def documented() -> set[str]:
    text = (REPOSITORY / "docs/operations/settings.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\| `([A-Z_]+)` \|", text, re.MULTILINE))


def test_every_setting_is_documented() -> None:
    assert read_from_the_environment() - documented() == set()


def test_every_documented_setting_is_read() -> None:
    assert documented() - read_from_the_environment() == set()
