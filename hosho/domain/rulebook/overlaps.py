"""Two rules of one orderer that could both decide the same case contradict each other, unless one supersedes the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from hosho.domain.rulebook.rules import Rule
from hosho.domain.strict_yaml import DataFileError

T = TypeVar("T")


def refuse_overlaps(file: str, rules: Sequence[Rule], lines: Sequence[int]) -> None:
    """Raise DataFileError at the later rule of the first pair that overlaps, or for a broken `supersedes`."""
    by_id: dict[str, Rule] = {}
    for rule, line in zip(rules, lines, strict=True):
        if rule.id in by_id:
            raise DataFileError(file, line, f"rule id '{rule.id}' is used twice")
        if rule.supersedes is not None:
            _check_supersedes(file, line, rule, by_id.get(rule.supersedes))
        for earlier in by_id.values():
            if overlap(rule, earlier) and not _is_successor(rule, earlier, by_id):
                raise DataFileError(
                    file,
                    line,
                    f"rule '{rule.id}' overlaps '{earlier.id}'; narrow one of them or say which supersedes",
                )
        by_id[rule.id] = rule


def _is_successor(rule: Rule, earlier: Rule, by_id: dict[str, Rule]) -> bool:
    older = rule.supersedes
    while older is not None:
        if older == earlier.id:
            return True
        older = by_id[older].supersedes
    return False


def _check_supersedes(file: str, line: int, rule: Rule, older: Rule | None) -> None:
    if older is None:
        raise DataFileError(
            file, line, f"rule '{rule.id}' supersedes '{rule.supersedes}', which does not stand before it"
        )
    if rule.start.day is None or (older.start.day is not None and rule.start.day <= older.start.day):
        raise DataFileError(
            file, line, f"rule '{rule.id}' must start later than '{older.id}', which it supersedes"
        )
    if not overlap(rule, older):
        raise DataFileError(file, line, f"rule '{rule.id}' supersedes '{older.id}', but they share no case")


def overlap(one: Rule, other: Rule) -> bool:
    """Whether a case could be within the scope and the time of both."""
    return (
        one.surety_class is other.surety_class
        and _meet(one.kinds, other.kinds)
        and (one.all_categories or other.all_categories or _meet(one.categories, other.categories))
        and _meet(one.procurement, other.procurement)
        and _meet(one.departments, other.departments)
        and _meet(one.instruments, other.instruments)
        and _names_meet(one, other)
        and _times_meet(one, other)
    )


def _meet(one: frozenset[T], other: frozenset[T]) -> bool:
    """An empty set stands for "any"."""
    return not one or not other or bool(one & other)


def _names_meet(one: Rule, other: Rule) -> bool:
    if one.surety_names is None or other.surety_names is None:
        return True
    return bool(one.surety_names.listed & other.surety_names.listed)


def _times_meet(one: Rule, other: Rule) -> bool:
    if one.start.basis is not other.start.basis:
        return True
    for first, second in ((one, other), (other, one)):
        if first.until is not None and second.start.day is not None and first.until < second.start.day:
            return False
    return True
