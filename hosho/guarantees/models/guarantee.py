"""保証契約: concluded guarantees, their certificates and the chain of what happened to them."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from hosho.guarantees.models.application import Application
from hosho.parties.models import Contractor, Person


class NumberSequence(models.Model):
    """The last serial given out, per surety code and fiscal year; locked while the next one is taken."""

    surety_code = models.CharField(max_length=2)
    fiscal_year = models.IntegerField()
    last_serial = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["surety_code", "fiscal_year"], name="one_sequence_a_year")
        ]


class Guarantee(models.Model):
    """One concluded guarantee contract under its number, from conclusion to its end."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=12, unique=True)
    kind = models.CharField(max_length=24)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="guarantees")
    contractor = models.ForeignKey(Contractor, on_delete=models.PROTECT, related_name="guarantees")
    orderer_code = models.CharField(max_length=60)
    orderer_name = models.CharField(max_length=100)
    title = models.CharField(max_length=400)
    amount_yen = models.BigIntegerField()
    period_from = models.DateField()
    period_to = models.DateField()
    delivery = models.CharField(max_length=10)
    # a status of domain.lifecycle's guarantee table
    status = models.CharField(max_length=20)
    concluded_at = models.DateTimeField()
    # 0 until the first certificate is deposited: nothing before that is shown outside the desk
    current_version = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            # one guarantee of a kind per application: a repeated conclusion finds the first
            models.UniqueConstraint(fields=["application", "kind"], name="one_guarantee_of_a_kind")
        ]
        indexes: ClassVar = [
            models.Index(fields=["contractor", "-concluded_at", "-id"], name="guarantee_of_contractor"),
            models.Index(fields=["period_to", "id"], name="guarantee_by_expiry"),
        ]

    def __str__(self) -> str:
        return self.number


class Certificate(models.Model):
    """One version of a guarantee's certificate on its way from record to announced.

    `stage` is a stage of domain.lifecycle's issuing table; each stage's proof is a column that is filled once.
    """

    guarantee = models.ForeignKey(Guarantee, on_delete=models.PROTECT, related_name="certificates")
    version = models.IntegerField()
    stage = models.CharField(max_length=20)
    # canonical JSON (RFC 8785), exactly the bytes the digest is made of
    record = models.BinaryField()
    record_digest = models.CharField(max_length=64)
    pdf = models.CharField(max_length=100, blank=True)
    pdf_digest = models.CharField(max_length=64, blank=True)
    prepared_at = models.DateTimeField()
    sealed_at = models.DateTimeField(null=True, blank=True)
    stamped_at = models.DateTimeField(null=True, blank=True)
    deposited_at = models.DateTimeField(null=True, blank=True)
    announced_at = models.DateTimeField(null=True, blank=True)
    # paper delivery: when the desk printed the sealed file to hand it over, and who did
    paper_printed_at = models.DateTimeField(null=True, blank=True)
    paper_printed_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # the last failure in a sentence for the desk; emptied by the next success
    trouble = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["guarantee", "version"], name="one_certificate_a_version")
        ]


class GuaranteeEvent(models.Model):
    """One signed link of the chain of what happened; nothing is overwritten."""

    guarantee = models.ForeignKey(Guarantee, on_delete=models.PROTECT, related_name="events")
    seq = models.IntegerField()
    type = models.CharField(max_length=30)
    at = models.DateTimeField()
    # canonical bytes of hosho-event/1 and the surety's signature over them
    body = models.BinaryField()
    signature = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["guarantee", "seq"], name="event_chain_has_no_forks")
        ]


class HandIn(models.Model):
    """The contractor's own note that key and print were handed to the orderer (提出の記録)."""

    guarantee = models.ForeignKey(Guarantee, on_delete=models.PROTECT, related_name="hand_ins")
    on = models.DateField()
    way = models.CharField(max_length=40)
    department = models.CharField(max_length=100)
    person = models.CharField(max_length=100, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class OrdererAnswer(models.Model):
    """What the register reported back: opened, confirmed or not confirmed by somebody at the orderer."""

    guarantee = models.ForeignKey(Guarantee, on_delete=models.PROTECT, related_name="orderer_answers")
    # the register's own running number of the news: the same news twice is kept once
    news_id = models.BigIntegerField(unique=True)
    what = models.CharField(max_length=20)
    version = models.IntegerField()
    department = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=100, blank=True)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["news_id"]


class NewsCursor(models.Model):
    """How far this surety has read the register's news; one row."""

    cursor = models.CharField(max_length=60)
    read_at = models.DateTimeField()
