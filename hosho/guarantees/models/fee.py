"""保証料: what is owed, what came in, and which line of which bank statement said so. All amounts in yen."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from hosho.guarantees.models.application import Application
from hosho.parties.models import Person


class Fee(models.Model):
    """The fee of one accepted application. `quotes` keeps each kind's amount with its working and tariff version."""

    class State(models.TextChoices):
        DUE = "DUE", "お支払い待ち"
        SHORT = "SHORT", "不足あり"
        SETTLED = "SETTLED", "入金済"
        COVERED = "COVERED", "一括納付"

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="fee")
    state = models.CharField(max_length=10, choices=State.choices)
    total_yen = models.BigIntegerField()
    paid_yen = models.BigIntegerField(default=0)
    # list of {"kind","amount_yen","fee_yen","tariff_version","lines":[{"text","amount_yen"}],"sample":bool,"taxed":bool}
    quotes = models.JSONField()
    due_on = models.DateField()
    noticed_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    @property
    def open_yen(self) -> int:
        """What is still missing; negative when too much came in."""
        return self.total_yen - self.paid_yen


class BankStatement(models.Model):
    """One imported bank statement file; the same file is taken once."""

    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class BankStatementLine(models.Model):
    """One line of a statement and what became of it."""

    class State(models.TextChoices):
        MATCHED = "MATCHED", "消込済"
        OVER = "OVER", "過入金"
        SHORT = "SHORT", "不足"
        UNKNOWN = "UNKNOWN", "振込人不明"
        AMBIGUOUS = "AMBIGUOUS", "候補が複数"
        RETURNED = "RETURNED", "返金"

    statement = models.ForeignKey(BankStatement, on_delete=models.PROTECT, related_name="lines")
    line = models.IntegerField()
    received_on = models.DateField()
    amount_yen = models.BigIntegerField()
    payer = models.CharField(max_length=200)
    remark = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices)
    sentence = models.TextField(blank=True)
    # the same transfer in two overlapping files is one transfer: digest of day, amount, payer, remark and its ordinal
    transfer_digest = models.CharField(max_length=64, unique=True)


class Payment(models.Model):
    """Money recorded against a fee, by hand or from a statement line."""

    fee = models.ForeignKey(Fee, on_delete=models.PROTECT, related_name="payments")
    amount_yen = models.BigIntegerField()
    received_on = models.DateField()
    payer = models.CharField(max_length=200)
    line = models.OneToOneField(BankStatementLine, null=True, blank=True, on_delete=models.PROTECT)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)
    once_token = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering: ClassVar = ["id"]
