"""保証の金額: one section a kind, with a proposal and the orderer's limits in words."""

from __future__ import annotations

from typing import Any

from django import forms

from hosho.domain.application_amounts import propose
from hosho.domain.application_pages import Page, amount_fields, kinds_of
from hosho.guarantees.orderers import rules_of
from hosho.portals.contractor.apply.forms import PageForm, PrintedTextField, Section
from hosho.ui import fields


class AmountsForm(PageForm):
    """Fields are named `KIND.name`, as in the answers."""

    page = Page.AMOUNTS

    def stored(self) -> dict[str, Any]:
        given = super().stored()
        contract = self.answers.get(Page.CONTRACT) or {}
        initial: dict[str, Any] = {}
        for kind in kinds_of(self.answers):
            proposal = propose(kind, self.answers, rules_of(self.answers))
            asked = given.get(kind.value) or {"amount_yen": proposal.amount_yen} | _period(contract)
            initial |= {f"{kind}.{name}": value for name, value in asked.items()}
        return initial

    def build(self) -> None:
        for kind in kinds_of(self.answers):
            for name, label in amount_fields(kind).items():
                self.fields[f"{kind}.{name}"] = _field(name, label)
        for field in self.fields.values():
            field.widget.is_required = False
            field.error_messages["required"] = f"{field.label}を入力してください。"

    def sections(self) -> list[Section]:
        found = []
        for kind in kinds_of(self.answers):
            bound = [self[f"{kind}.{name}"] for name in amount_fields(kind)]
            proposal = propose(kind, self.answers, rules_of(self.answers))
            found.append(Section(kind.label, bound, proposal.sentences))
        return found


def _period(contract: dict[str, Any]) -> dict[str, Any]:
    """The guarantee period proposed: the period of the contract."""
    return {name: contract.get(name) for name in ("period_from", "period_to") if contract.get(name)}


def _field(name: str, label: str) -> forms.Field:
    if name.endswith("_yen"):
        return fields.YenField(label=label, least=1)
    if name == "certification_number":
        return PrintedTextField(label=label, required=False, most=60, width="m")
    return fields.EraDateField(label=label)
