"""The next guarantee number: gapless within a surety's fiscal year, taken under a row lock."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from hosho.domain.numbers import GuaranteeNumber
from hosho.guarantees.models import NumberSequence

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


def fiscal_year(on: date) -> int:
    """The Japanese fiscal year (April to March) a day lies in, as the western year of its April."""
    return on.year if on.month >= _FIRST_MONTH else on.year - 1
