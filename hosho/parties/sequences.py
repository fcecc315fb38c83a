"""The next customer number and the next receipt number, each taken once under a row lock."""

from __future__ import annotations

from datetime import date

from django.db.models import Max

from hosho.domain.customer_number import FIRST_SERIAL, customer_number
from hosho.parties.models import Contractor, Sequence


def next_customer_number() -> str:
    """Take the next free customer number. Call inside the transaction that uses it."""
    sequence = _locked("customer")
    highest = Contractor.objects.aggregate(highest=Max("customer_number"))["highest"]
    taken = int(highest[:7]) if highest else FIRST_SERIAL - 1
    return customer_number(_take(sequence, at_least=taken + 1))


def next_id_receipt(on: date) -> str:
    """Take the next receipt number of an ID application, `ID-2026-000012`, by calendar year."""
    return f"ID-{on.year}-{_take(_locked(f'id_application:{on.year}')):06}"


def _locked(name: str) -> Sequence:
    Sequence.objects.get_or_create(name=name)
    return Sequence.objects.select_for_update().get(name=name)


def _take(sequence: Sequence, *, at_least: int = 1) -> int:
    sequence.last = max(sequence.last + 1, at_least)
    sequence.save(update_fields=["last"])
    return sequence.last
