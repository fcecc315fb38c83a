"""Rows of the check page and of task lists. (Rows of a certificate are hosho.domain's `Row(group, label, value)`.)"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CheckRow:
    """One answer on the check page. An empty `value` is shown as 未入力; without `change_url` there is no 変更 link.

    `note` is an echo of how the answer was read, e.g. of a day in a former era.
    """

    group: str
    label: str
    value: str
    change_url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Task:
    """One line of a task list. `state`: done, todo, partly, blocked (no link), error."""

    title: str
    url: str
    state: str = "todo"
    hint: str = ""

    @property
    def state_word(self) -> str:
        words = {"done": "入力済み", "todo": "未入力", "partly": "入力の途中", "error": "直してください"}
        return words.get(self.state, "まだ始められません")
