"""保証申込: what a contractor asks for, and everything said about it until it is decided."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from hosho.parties.models import Branch, Contractor, Person


class Application(models.Model):
    """One request for one contract, for any sensible combination of kinds.

    `answers` holds one dict per page of the wizard (shapes in portals/contractor/wizard); the columns beside it are
    the few that lists search by. `revision` rises with every change of state or answers: whoever saves on an old
    revision is told that somebody else was faster.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    receipt_number = models.CharField(max_length=20, unique=True, null=True, blank=True)
    contractor = models.ForeignKey(Contractor, on_delete=models.PROTECT, related_name="applications")
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="applications")
    # a state of domain.lifecycle's application table
    state = models.CharField(max_length=20)
    revision = models.IntegerField(default=1)
    answers = models.JSONField(default=dict)
    kinds = models.JSONField(default=list)
    delivery = models.CharField(max_length=10, blank=True)
    orderer_code = models.CharField(max_length=60, blank=True)
    orderer_name = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=400, blank=True)
    assigned_to = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    copied_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL)
    decline_reason = models.TextField(blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    # the token of the form that submitted it: a second click finds the first one's receipt
    once_token = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            # the desk's inbox: which applications are in this state, oldest first?
            models.Index(fields=["state", "submitted_at", "id"], name="application_inbox"),
            # the contractor's list, newest first
            models.Index(fields=["contractor", "-created_at", "-id"], name="application_of_contractor"),
        ]

    def __str__(self) -> str:
        return self.receipt_number or f"下書き {self.title}"


class ApplicationStep(models.Model):
    """One change of state, kept for ever: the history shown to both sides."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="steps")
    at = models.DateTimeField()
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    verb = models.CharField(max_length=40)
    from_state = models.CharField(max_length=20)
    to_state = models.CharField(max_length=20)
    # the answers as submitted, on submit and resubmit; small facts otherwise
    detail = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["id"]


class Comment(models.Model):
    """What must be corrected, tied to a field of the wizard (M6)."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="comments")
    # "page.field", e.g. "contract.period_to"; "" for the whole application
    field = models.CharField(max_length=80, blank=True)
    text = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]


class Message(models.Model):
    """A line of the conversation between contractor and desk about one application."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="messages")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=12)
    text = models.TextField()
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]


class Attachment(models.Model):
    """An uploaded paper. The bytes lie in storage under their digest and are only ever downloaded, never inline."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="attachments")
    # contract_document, certification_document, payee_evidence, other
    purpose = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    pages = models.IntegerField()
    size = models.IntegerField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)


class Decision(models.Model):
    """An underwriter's decision; above a limit it waits for a second person."""

    class Outcome(models.TextChoices):
        ACCEPT = "ACCEPT", "引受"
        DECLINE = "DECLINE", "謝絶"
        RETURN = "RETURN", "差戻し"

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.TextField(blank=True)
    # why a second person was needed, as sentences; empty when none was
    second_person_because = models.JSONField(default=list)
    approved_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    rejected_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]


class ReceiptSequence(models.Model):
    """The last receipt number (受付番号) given out in a fiscal year; locked while the next one is taken."""

    fiscal_year = models.IntegerField(unique=True)
    last_serial = models.IntegerField(default=0)
