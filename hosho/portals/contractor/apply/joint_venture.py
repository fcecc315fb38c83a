"""共同企業体: name, members, shares."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from hosho.domain.application_pages import Page
from hosho.guarantees.queries.applications import Application
from hosho.lib.text import fold_code
from hosho.portals.contractor.apply.forms import PageForm, PrintedTextField, Section
from hosho.ui import fields

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
        self, application: Application, data: Mapping[str, Any] | None = None, *, more: bool = False
    ) -> None:
        stored = len((application.answers.get(Page.JOINT_VENTURE) or {}).get("members") or [])
        typed = 0
        while data is not None and f"members.{typed}.name" in data:
            typed += 1
        self.rows = min(max(FEWEST, stored, typed) + (1 if more else 0), MOST)
        super().__init__(application, data)

    def stored(self) -> dict[str, Any]:
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
