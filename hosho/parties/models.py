"""Organisations and people. Names are kept as entered; `search_key` columns hold the folded form."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from hosho.parties.actor import Actor
from hosho.parties.roles import Role, Side


class Branch(models.Model):
    """An office of the surety. Applications are handled by one."""

    name = models.CharField(max_length=100)
    phone = models.CharField(max_length=20)
    fax = models.CharField(max_length=20)
    address = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class Contractor(models.Model):
    """A company that may apply for guarantees, known by its customer number (お客様ID)."""

    customer_number = models.CharField(max_length=8, unique=True)
    name = models.CharField(max_length=200)
    kana = models.CharField(max_length=200)
    search_key = models.CharField(max_length=200, db_index=True)
    corporate_number = models.CharField(max_length=13, blank=True)
    licence = models.CharField(max_length=60, blank=True)
    representative_title = models.CharField(max_length=100)
    representative = models.CharField(max_length=100)
    postal_code = models.CharField(max_length=7)
    address = models.CharField(max_length=200)
    phone = models.CharField(max_length=20)
    fax = models.CharField(max_length=20, blank=True)
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="contractors")
    # yen; the sum of open guarantees above which a second pair of eyes decides
    credit_limit_yen = models.BigIntegerField(default=0)
    # monthly collective payment (保証料一括納付): covered from the first to the last day named, both included
    collective_from = models.DateField(null=True, blank=True)
    collective_until = models.DateField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name

    def pays_collectively(self, on: date) -> bool:
        """Whether a collective-payment agreement covers fees that fall due on this day."""
        if self.collective_from is None or on < self.collective_from:
            return False
        return self.collective_until is None or on <= self.collective_until


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(login_id=username)


class Person(AbstractBaseUser):
    """Someone who signs in, under a company or at the surety. Nobody shares a login."""

    login_id = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=100)
    kana = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True)
    side = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Side])
    roles = models.JSONField(default=list)
    contractor = models.ForeignKey(
        Contractor, null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    branch = models.ForeignKey(Branch, null=True, blank=True, on_delete=models.PROTECT, related_name="people")
    is_active = models.BooleanField(default=True)
    # since when a letter with an activation code is to be posted to this person; None when nothing waits
    letter_due_since = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "login_id"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = PersonManager()

    class Meta:
        # which people may act for whom: exactly one home, by side
        constraints: ClassVar = [
            models.CheckConstraint(
                name="person_has_the_home_of_its_side",
                condition=models.Q(side="CONTRACTOR", contractor__isnull=False, branch__isnull=True)
                | models.Q(side="SURETY", contractor__isnull=True, branch__isnull=False)
                | models.Q(side="OPERATOR", contractor__isnull=True, branch__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.name

    # allauth and Django's templates ask these two
    is_staff = False
    is_superuser = False

    def get_full_name(self) -> str:
        return self.name

    def actor(self) -> Actor:
        """The person as the `by=` of actions."""
        home = self.contractor or self.branch
        return Actor(
            side=Side(self.side),
            name=self.name,
            person_id=self.pk,
            organisation_id=home.pk if home else None,
            organisation_name=home.name if home else "",
            roles=frozenset(Role(r) for r in self.roles),
        )


class IdApplication(models.Model):
    """A company's request for an e-service ID (ID登録), decided by the surety."""

    class State(models.TextChoices):
        SUBMITTED = "SUBMITTED", "審査中"
        APPROVED = "APPROVED", "承認"
        DECLINED = "DECLINED", "見送り"

    receipt_number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SUBMITTED)
    # company, representative, office and users as entered; shape: parties.actions.apply_for_id
    answers = models.JSONField()
    search_key = models.CharField(max_length=200)
    submitted_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decline_reason = models.TextField(blank=True)
    contractor = models.ForeignKey(Contractor, null=True, blank=True, on_delete=models.PROTECT)
    once_token = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return self.receipt_number


class ActivationCode(models.Model):
    """A one-time code that travels by letter to the registered office and lets a person set the first password."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="activation_codes")
    code_digest = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def usable(self, at: datetime) -> bool:
        return self.used_at is None and at < self.expires_at


class AuditEntry(models.Model):
    """Who did or tried what, when. Never holds a key, a password or the text of a document."""

    at = models.DateTimeField(db_index=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=12)
    name = models.CharField(max_length=100)
    act = models.CharField(max_length=60, db_index=True)
    subject = models.CharField(max_length=80, db_index=True)
    result = models.CharField(max_length=40, default="done")
    detail = models.JSONField(default=dict)
    source = models.CharField(max_length=64, blank=True)
    reference = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return f"{self.at:%F %T} {self.name} {self.act} {self.subject}"


class SignInMisses(models.Model):
    """How often in a row somebody failed to sign in, by account or by network; see parties.sign_in."""

    bucket = models.CharField(max_length=120, unique=True)
    misses = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    waits_until = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.bucket}: {self.misses}"


class Sequence(models.Model):
    """The last number taken of a kind: customer numbers, receipts of ID applications by year."""

    name = models.CharField(max_length=40, unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.last}"
