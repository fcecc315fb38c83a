"""共同企業体: name, members, shares."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from hosho.domain.application_pages import Page
from hosho.lib.text import fold_code
from hosho.portals.contractor.apply.forms import PageForm, PrintedTextField, Section
from hosho.ui import fields

if TYPE_CHECKING:
    from hosho.guarantees.models import Application

FEWEST, MOST = 3, 10


class ShareField(fields.TypedField):
    """A share in percent; cleans to text with two decimals, `60.00`."""

    input_mode = "decimal"
    width = "s"
    suffix = "％"
    numeric = True

    def to_python(self, value: Any) -> str:
        typed = fold_code(super().to_python(value) or "").rstrip("%％")
        if not typed:
            return ""
        if not re.fullmatch(r"\d{1,3}(\.\d{1,2})?", typed):
            raise ValidationError("出資割合は、60や33.33のように数字で入力してください。", code="not_a_share")
        return f"{Decimal(typed):.2f}"


class JointVentureForm(PageForm):
    """Rows of members are numbered from 0; empty rows are left out."""

    page = Page.JOINT_VENTURE
    is_joint_venture = forms.ChoiceField(
        widget=forms.RadioSelect,
        choices=[("no", "いいえ（単独の会社）"), ("yes", "はい（共同企業体）")],
    )
    name = PrintedTextField(required=False, most=150)

    def __init__(
        self,
        application: Application,
        data: Mapping[str, Any] | None = None,
        *,
        shown: Mapping[str, Any] | None = None,
    ) -> None:
        """`shown`: what was typed so far, drawn again without being checked, with one more row."""
        self.shown = shown
        given = application.answers.get(Page.JOINT_VENTURE) or {}
        typed = data if data is not None else shown
        answer = typed.get("is_joint_venture") if typed is not None else None
        self.open = answer == "yes" or (typed is None and bool(given.get("is_joint_venture")))
        self.rows = max(FEWEST, len(given.get("members") or []), _rows_in(typed or {}))
        if shown is not None and "more" in shown:
            self.rows += 1
        self.rows = min(self.rows, MOST)
        super().__init__(application, data)

    @staticmethod
    def asks_for_rows(typed: Mapping[str, Any]) -> bool:
        """Whether this post only wants the members' fields, or one more row of them."""
        return "more" in typed or (typed.get("is_joint_venture") == "yes" and not _rows_in(typed))

    def stored(self) -> dict[str, Any]:
        if self.shown is not None:
            return dict(self.shown.items())
        given = super().stored()
        initial: dict[str, Any] = {"name": given.get("name", "")}
        if "is_joint_venture" in given:
            initial["is_joint_venture"] = "yes" if given["is_joint_venture"] else "no"
        for number, member in enumerate(given.get("members") or []):
            initial |= {f"members.{number}.{name}": value for name, value in member.items()}
            if member.get("lead"):
                initial["members"] = str(number)
        return initial

    def build(self) -> None:
        if not self.open:
            del self.fields["name"]
            return
        choices = [(str(row), f"構成員{row + 1}") for row in range(self.rows)]
        for row in range(self.rows):
            self.fields[f"members.{row}.name"] = PrintedTextField(
                label="商号または名称", required=False, most=100
            )
            self.fields[f"members.{row}.address"] = PrintedTextField(label="住所", required=False, most=150)
            self.fields[f"members.{row}.share_percent"] = ShareField(label="出資割合", required=False)
        self.fields["members"] = forms.ChoiceField(
            label="代表者になる構成員", required=False, widget=forms.RadioSelect, choices=choices
        )

    def entries(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned["is_joint_venture"] != "yes":
            return {"is_joint_venture": False, "name": "", "members": []}
        members = []
        for row in range(self.rows):
            member: dict[str, Any] = {
                name: cleaned[f"members.{row}.{name}"] for name in ("name", "address", "share_percent")
            }
            if any(member.values()):
                members.append({**member, "lead": cleaned["members"] == str(row)})
        return {"is_joint_venture": True, "name": cleaned["name"], "members": members}

    def sections(self) -> list[Section]:
        if not self.open:
            return [Section("", [self["is_joint_venture"]])]
        head = Section("", [self["is_joint_venture"], self["name"]])
        rows = [
            Section(
                f"構成員{row + 1}",
                [self[f"members.{row}.{name}"] for name in ("name", "address", "share_percent")],
            )
            for row in range(self.rows)
        ]
        return [
            head,
            *rows,
            Section("代表者と合計", [self["members"]], ("出資割合の合計は100％にしてください。",)),
        ]


def _rows_in(typed: Mapping[str, Any]) -> int:
    """How many rows of members a post carries."""
    rows = 0
    while f"members.{rows}.name" in typed:
        rows += 1
    return rows
