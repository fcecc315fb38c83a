"""The next guarantee number and the next receipt number: gapless within a fiscal year, taken under a row lock."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from hosho.domain.numbers import GuaranteeNumber
from hosho.guarantees.models import NumberSequence, ReceiptSequence

_FIRST_MONTH = 4


def next_number(on: date) -> GuaranteeNumber:
    """Take the next number. Call inside the transaction that uses it: a rollback gives it back."""
    year = fiscal_year(on)
    NumberSequence.objects.get_or_create(surety_code=settings.SURETY["code"], fiscal_year=year)
    sequence = NumberSequence.objects.select_for_update().get(
        surety_code=settings.SURETY["code"], fiscal_year=year
    )
    sequence.last_serial += 1
    sequence.save(update_fields=["last_serial"])
    return GuaranteeNumber.make(sequence.surety_code, year, sequence.last_serial)


def next_receipt_number(on: date) -> str:
    """Take the next receipt number of an application, `2026-000123`. Call inside the transaction that uses it."""
    year = fiscal_year(on)
    ReceiptSequence.objects.get_or_create(fiscal_year=year)
    sequence = ReceiptSequence.objects.select_for_update().get(fiscal_year=year)
    sequence.last_serial += 1
    sequence.save(update_fields=["last_serial"])
    return f"{year}-{sequence.last_serial:06}"


def fiscal_year(on: date) -> int:
    """The Japanese fiscal year (April to March) a day lies in, as the western year of its April."""
    return on.year if on.month >= _FIRST_MONTH else on.year - 1
