"""Strict reading of our data files: every mistake is refused with file and line.

YAML is read as nodes, not as values, so that a number written without quotes where text is meant, a key written
twice, a key nobody knows and a day that does not exist are all seen. JSON files are read by the same means.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import yaml

E = TypeVar("E", bound=StrEnum)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DECIMAL = re.compile(r"\d+(\.\d+)?\Z")


class DataFileError(ValueError):
    """A data file that says something it may not. `str()` is one line: file, line, problem."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(f"{file}:{line}: {problem}")
        self.file = file
        self.line = line
        self.problem = problem


def read_table(path: Path, shown_as: str) -> Table:
    """The one mapping a data file holds. Raises DataFileError."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DataFileError(shown_as, line, f"not YAML: {error.problem}") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DataFileError(shown_as, 1, f"not readable: {str(error).splitlines()[0]}") from None
    if not isinstance(root, yaml.MappingNode):
        raise DataFileError(shown_as, 1, "expected a mapping of keys")
    return Table(shown_as, root)


class Table:
    """A mapping whose keys are asked for one by one; `finish()` refuses what nobody asked for."""

    def __init__(self, file: str, node: yaml.MappingNode) -> None:
        self.file = file
        self.line: int = node.start_mark.line + 1
        self._nodes: dict[str, yaml.Node] = {}
        self._lines: dict[str, int] = {}
        self._asked: set[str] = set()
        for key_node, value_node in node.value:
            key, line = str(key_node.value), key_node.start_mark.line + 1
            if key in self._nodes:
                raise DataFileError(file, line, f"key '{key}' is written twice")
            self._nodes[key] = value_node
            self._lines[key] = line

    def finish(self) -> None:
        """Refuse every key that was not asked for."""
        for key, line in self._lines.items():
            if key not in self._asked:
                near = get_close_matches(key, sorted(self._asked), n=1)
                hint = f" (did you mean '{near[0]}'?)" if near else ""
                raise DataFileError(self.file, line, f"unknown key '{key}'{hint}")

    def error(self, key: str, problem: str) -> DataFileError:
        return DataFileError(self.file, self._lines.get(key, self.line), f"{key}: {problem}")

    def line_of(self, key: str) -> int:
        return self._lines.get(key, self.line)

    def keys(self) -> list[str]:
        return list(self._nodes)

    def text(self, key: str) -> str:
        found = self.maybe_text(key)
        if found is None:
            raise self.error(key, "is missing")
        return found

    def maybe_text(self, key: str) -> str | None:
        node = self._get(key)
        return None if node is None else self._text(key, node)

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(self._text(key, node) for node in self._items(key))

    def code(self, key: str, codes: type[E]) -> E:
        found = self.maybe_code(key, codes)
        if found is None:
            raise self.error(key, "is missing")
        return found

    def maybe_code(self, key: str, codes: type[E]) -> E | None:
        text = self.maybe_text(key)
        return None if text is None else self._code(key, text, codes)

    def codes(self, key: str, codes: type[E]) -> tuple[E, ...]:
        found = [self._code(key, text, codes) for text in self.texts(key)]
        if len(set(found)) != len(found):
            raise self.error(key, "the same code is listed twice")
        return tuple(found)

    def day(self, key: str) -> date:
        found = self.maybe_day(key)
        if found is None:
            raise self.error(key, "is missing")
        return found

    def maybe_day(self, key: str) -> date | None:
        node = self._get(key)
        if node is None:
            return None
        try:
            return date.fromisoformat(str(node.value))
        except ValueError:
            raise self.error(key, f"'{node.value}' is not a day written as 2024-12-01") from None

    def maybe_whole(self, key: str) -> int | None:
        node = self._get(key)
        if node is None:
            return None
        if not node.tag.endswith(":int") or not re.fullmatch(r"\d[\d_]*", node.value):
            raise self.error(key, f"'{node.value}' is not a whole number")
        return int(node.value.replace("_", ""))

    def maybe_decimal(self, key: str) -> str | None:
        """An exact decimal, which has to be quoted so that nothing ever reads it as a float."""
        text = self.maybe_text(key)
        if text is not None and not _DECIMAL.match(text):
            raise self.error(key, f"'{text}' is not a decimal such as \"0.065\"")
        return text

    def flag(self, key: str, *, default: bool = False) -> bool:
        node = self._get(key)
        if node is None:
            return default
        if not node.tag.endswith(":bool") or node.value not in ("true", "false"):
            raise self.error(key, f"'{node.value}' is neither true nor false")
        return bool(node.value == "true")

    def table(self, key: str) -> Table:
        found = self.maybe_table(key)
        if found is None:
            raise self.error(key, "is missing")
        return found

    def maybe_table(self, key: str) -> Table | None:
        node = self._get(key)
        return None if node is None else self._table(key, node)

    def tables(self, key: str) -> list[Table]:
        return [self._table(key, node) for node in self._items(key)]

    def has(self, key: str) -> bool:
        return self._get(key) is not None

    def _get(self, key: str) -> yaml.Node | None:
        self._asked.add(key)
        node = self._nodes.get(key)
        return None if node is None or node.tag.endswith(":null") else node

    def _items(self, key: str) -> Sequence[yaml.Node]:
        node = self._get(key)
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            raise self.error(key, "expected a list")
        items: Sequence[yaml.Node] = node.value
        return items

    def _text(self, key: str, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode) or not node.tag.endswith(":str"):
            shown = node.value if isinstance(node, yaml.ScalarNode) else "a list or mapping"
            raise self.error(key, f"expected text, got {shown} (numbers and days need quotes here)")
        if not node.value.strip():
            raise self.error(key, "is empty")
        return str(node.value)

    def _table(self, key: str, node: yaml.Node) -> Table:
        if not isinstance(node, yaml.MappingNode):
            raise DataFileError(self.file, node.start_mark.line + 1, f"{key}: expected keys and values")
        return Table(self.file, node)

    def _code(self, key: str, text: str, codes: type[E]) -> E:
        try:
            return codes(text)
        except ValueError:
            listed = ", ".join(code.value for code in codes)
            raise self.error(key, f"'{text}' is not one of: {listed}") from None
