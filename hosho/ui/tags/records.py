"""Tags that draw lists of label and value: the record's rows, the check page, the task list."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from hosho.ui.rows import Task

register = template.Library()


def _grouped(rows: Iterable[Any]) -> list[tuple[str, list[Any]]]:
    return [(group, list(members)) for group, members in groupby(rows, key=lambda row: row.group)]


@register.simple_tag
def rows(rows: Iterable[Any], level: int = 2) -> SafeString:
    """Rows `(group, label, value)` as description lists, one under a heading for each group.

    Written without a template: a certificate has forty rows, and the clerk's page is the one most asked for.
    """
    return mark_safe("".join(_section(group, members, level) for group, members in _grouped(rows)))  # noqa: S308


def _section(group: str, members: list[Any], level: int) -> SafeString:
    title = format_html('<h{} class="hosho-rows__title">{}</h{}>', level, group, level) if group else ""
    lines = format_html_join(
        "",
        '<div class="dads-description-list__row"><dt>{}</dt><dd>{}</dd></div>',
        ((row.label, linebreaksbr(row.value)) for row in members),
    )
    return format_html(
        '<section class="hosho-rows">{}<dl class="dads-description-list">{}</dl></section>', title, lines
    )


@register.inclusion_tag("ui/parts/check_rows.html")
def check_rows(rows: Iterable[Any], level: int = 2) -> dict[str, Any]:
    """Rows of the check page (hosho.ui.rows.CheckRow) with their 変更 links."""
    return {"groups": _grouped(rows), "level": level}


@register.inclusion_tag("ui/parts/task_list.html")
def task_list(tasks: Iterable[Task]) -> dict[str, Any]:
    """Tasks (hosho.ui.rows.Task); the whole line is the link, done is plain text."""
    return {"tasks": list(tasks)}
