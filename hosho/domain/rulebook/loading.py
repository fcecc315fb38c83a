"""Loading a rulebook from a directory of orderer files; strict, and refused as a whole at the first mistake."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from hosho.domain.rulebook.overlaps import refuse_overlaps
from hosho.domain.rulebook.reading import read_id, read_limits, read_orderer, read_sources
from hosho.domain.rulebook.rules import LimitRule, OrdererRules
from hosho.domain.strict_yaml import DataFileError, Table, read_table
from hosho.lib.text import fold_search

PACKAGED = Path(__file__).parent / "orderers"
GENERAL_PRACTICE = Path(__file__).parent / "general-practice.yaml"


class UnknownOrderer(LookupError):
    """No orderer of that name, code or id; `near` holds names that come close."""

    def __init__(self, wanted: str, near: tuple[str, ...]) -> None:
        super().__init__(wanted)
        self.wanted = wanted
        self.near = near


@dataclass(frozen=True)
class Rulebook:
    """All orderers that were read, in the order of their local codes and ids."""

    orderers: tuple[OrdererRules, ...]

    @cached_property
    def _by_key(self) -> dict[str, OrdererRules]:
        keys: dict[str, OrdererRules] = {}
        for orderer in self.orderers:
            for key in (orderer.id, orderer.code, orderer.name, fold_search(orderer.name)):
                if key:
                    keys.setdefault(key, orderer)
        return keys

    @cached_property
    def search_keys(self) -> tuple[tuple[str, OrdererRules], ...]:
        """Folded text in which the directory looks for a query: name with prefecture, id and code."""
        return tuple(
            (
                fold_search(f"{o.prefecture or ''}{o.name}")
                + f" {fold_search(o.name)} {o.id} {o.code or ''}",
                o,
            )
            for o in self.orderers
        )

    def find(self, wanted: str) -> OrdererRules:
        """By id, local code or name (folded). Raises UnknownOrderer."""
        found = self._by_key.get(wanted.strip()) or self._by_key.get(fold_search(wanted))
        if found is None:
            folded = fold_search(wanted)
            near = tuple(
                o.name
                for key, o in self.search_keys
                if folded and (folded in key or fold_search(o.name) in folded)
            )
            raise UnknownOrderer(wanted, near[:5])
        return found


def load(directory: Path | str | None = None) -> Rulebook:
    """The rulebook in `directory`, by default the one shipped. Raises DataFileError with file and line."""
    return _load_packaged() if directory is None else _load(Path(directory))


@lru_cache(maxsize=1)
def _load_packaged() -> Rulebook:
    return _load(PACKAGED)


def _load(directory: Path) -> Rulebook:
    if not directory.is_dir():
        raise DataFileError(str(directory), 1, "is not a directory")
    files = sorted(p for p in directory.iterdir() if p.suffix in (".yaml", ".yml", ".json"))
    if not files:
        raise DataFileError(str(directory), 1, "holds no orderer file (*.yaml)")
    practice = load_general_practice()
    orderers = [replace(load_file(file), practice=practice) for file in files]
    _refuse_twins(files, orderers)
    return Rulebook(tuple(sorted(orderers, key=lambda o: (o.code or "999999", o.id))))


def load_file(path: Path) -> OrdererRules:
    """One orderer file, checked for overlapping rules. Raises DataFileError."""
    table = read_table(path, path.name)
    orderer = read_orderer(table)
    if path.stem != orderer.id:
        raise table.error("id", f"'{orderer.id}' must be the file's name")
    refuse_overlaps(path.name, orderer.rules, _lines(table, "rules"))
    _refuse_twice(path.name, [r.id for r in orderer.routes], _lines(table, "routes"))
    _refuse_twice(path.name, [r.id for r in orderer.limits], _lines(table, "limits"))
    if not orderer.rules and orderer.adopted is None and not orderer.limits:
        raise DataFileError(path.name, 1, "says nothing: no rules, not adopted, no limits")
    return orderer


def load_general_practice() -> tuple[LimitRule, ...]:
    """What is usual where an orderer published nothing; only ever a hint."""
    return _load_general_practice(GENERAL_PRACTICE)


@lru_cache(maxsize=1)
def _load_general_practice(path: Path) -> tuple[LimitRule, ...]:
    table = read_table(path, path.name)
    if table.text("format") != "hosho-general-practice/1":
        raise table.error("format", "expected 'hosho-general-practice/1'")
    limits = read_limits(read_id(table), table, read_sources(table))
    table.finish()
    if not all(limit.hint for limit in limits):
        raise table.error("limits", "general practice can only hint")
    return tuple(limits)


def _lines(table: Table, key: str) -> list[int]:
    return [entry.line for entry in table.tables(key)]


def _refuse_twice(file: str, ids: Iterable[str], lines: list[int]) -> None:
    seen: set[str] = set()
    for one, line in zip(ids, lines, strict=True):
        if one in seen:
            raise DataFileError(file, line, f"id '{one}' is used twice")
        seen.add(one)


def _refuse_twins(files: list[Path], orderers: list[OrdererRules]) -> None:
    seen: dict[str, str] = {}
    for file, orderer in zip(files, orderers, strict=True):
        for key in (f"{orderer.prefecture}/{fold_search(orderer.name)}", orderer.code):
            if key in seen:
                raise DataFileError(file.name, 1, f"'{orderer.name}' is already described by {seen[key]}")
            if key:
                seen[key] = file.name
