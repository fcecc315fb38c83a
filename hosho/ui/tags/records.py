"""Tags that draw lists of label and value: the record's rows, the check page, the task list."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import template

from hosho.ui.rows import Task

register = template.Library()


def _grouped(rows: Iterable[Any]) -> list[tuple[str, list[Any]]]:
    return [(group, list(members)) for group, members in groupby(rows, key=lambda row: row.group)]


@register.inclusion_tag("ui/parts/rows.html")
def rows(rows: Iterable[Any], level: int = 2) -> dict[str, Any]:
    """Rows `(group, label, value)` as description lists, one under a heading for each group."""
    return {"groups": _grouped(rows), "level": level}


@register.inclusion_tag("ui/parts/check_rows.html")
def check_rows(rows: Iterable[Any], level: int = 2) -> dict[str, Any]:
    """Rows of the check page (hosho.ui.rows.CheckRow) with their 変更 links."""
    return {"groups": _grouped(rows), "level": level}


@register.inclusion_tag("ui/parts/task_list.html")
def task_list(tasks: Iterable[Task]) -> dict[str, Any]:
    """Tasks (hosho.ui.rows.Task); the whole line is the link, done is plain text."""
    return {"tasks": list(tasks)}
