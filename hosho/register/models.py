"""Tables of the register: what sureties deposited, what opens it, who looked, what orderers answered."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class RegisteredSurety(models.Model):
    """A surety whose deposits the register accepts, under its two-digit code."""

    code = models.CharField(max_length=2, unique=True)
    name = models.CharField(max_length=200)
    phone = models.CharField(max_length=20, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class SealCertificate(models.Model):
    """A certificate the surety has registered for sealing, with its mandate."""

    surety = models.ForeignKey(RegisteredSurety, on_delete=models.PROTECT, related_name="seal_certificates")
    # hex SHA-256 of the DER certificate
    fingerprint = models.CharField(max_length=64, unique=True)
    pem = models.TextField()
    kinds = models.JSONField(default=list)
    # yen; None = no limit
    max_amount_yen = models.BigIntegerField(null=True, blank=True)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)


class RegisteredGuarantee(models.Model):
    """What is known of one guarantee number now. Its history is the chain of accepted events."""

    number = models.CharField(max_length=12, unique=True)
    surety = models.ForeignKey(RegisteredSurety, on_delete=models.PROTECT, related_name="guarantees")
    status = models.CharField(max_length=20)
    current_version = models.IntegerField()
    orderer_code = models.CharField(max_length=60, blank=True)
    amount_yen = models.BigIntegerField()
    period_to = models.DateField()
    deposited_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number


class RegisteredCertificate(models.Model):
    """One deposited version: the record's bytes and where its sealed PDF lies. Written once."""

    guarantee = models.ForeignKey(RegisteredGuarantee, on_delete=models.PROTECT, related_name="certificates")
    version = models.IntegerField()
    record = models.BinaryField()
    record_digest = models.CharField(max_length=64)
    pdf = models.CharField(max_length=100)
    pdf_digest = models.CharField(max_length=64)
    seal_certificate = models.ForeignKey(SealCertificate, on_delete=models.PROTECT)
    stamped_at = models.DateTimeField()
    deposited_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["guarantee", "version"], name="one_deposit_a_version")
        ]


class AcceptedEvent(models.Model):
    """One signed event the register accepted, in the order of acceptance; the ledger will make leaves of these."""

    guarantee = models.ForeignKey(RegisteredGuarantee, on_delete=models.PROTECT, related_name="events")
    seq = models.IntegerField()
    type = models.CharField(max_length=30)
    body = models.BinaryField()
    signature = models.BinaryField()
    seal_certificate = models.ForeignKey(SealCertificate, on_delete=models.PROTECT)
    accepted_at = models.DateTimeField()
    # random bytes so that the published leaf hash tells nothing of a guessable body
    salt = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["guarantee", "seq"], name="accepted_chain_has_no_forks")
        ]


class OpeningKey(models.Model):
    """What opens a guarantee: HMAC(pepper, number | key). The key itself is never kept here."""

    guarantee = models.ForeignKey(RegisteredGuarantee, on_delete=models.PROTECT, related_name="opening_keys")
    serial = models.IntegerField()
    mac = models.BinaryField()
    pepper_version = models.CharField(max_length=20)
    registered_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["guarantee", "serial"], name="one_opening_key_a_serial")
        ]


class LookUp(models.Model):
    """One look-up, whatever its result. The typed key is never here."""

    at = models.DateTimeField(db_index=True)
    # canonical number as typed when its check characters were right, else empty
    number = models.CharField(max_length=12, blank=True)
    guarantee = models.ForeignKey(
        RegisteredGuarantee, null=True, on_delete=models.PROTECT, related_name="look_ups"
    )
    version = models.IntegerField(null=True)
    # opened, missed, waiting, revoked
    result = models.CharField(max_length=12)
    source = models.CharField(max_length=64, blank=True)
    # set when the reader pressed 終了する or the key was replaced: what this look-up opened is closed again
    ended_at = models.DateTimeField(null=True, blank=True)


class Misses(models.Model):
    """How often a bucket (number x network x browser, or network) missed lately, and until when it must wait."""

    bucket = models.CharField(max_length=120, unique=True)
    misses = models.IntegerField(default=0)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    waits_until = models.DateTimeField(null=True, blank=True)


class Statement(models.Model):
    """確認しました / 確認できません, said by whoever held the key: a statement, not an authenticated act."""

    guarantee = models.ForeignKey(RegisteredGuarantee, on_delete=models.PROTECT, related_name="statements")
    version = models.IntegerField()
    confirmed = models.BooleanField()
    department = models.CharField(max_length=100)
    name = models.CharField(max_length=100)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    once_token = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering: ClassVar = ["id"]


class Suspicion(models.Model):
    """Many look-ups of one existing number missed within an hour; told to its surety as news."""

    guarantee = models.ForeignKey(RegisteredGuarantee, on_delete=models.PROTECT, related_name="suspicions")
    misses = models.IntegerField()
    since = models.DateTimeField()
    at = models.DateTimeField()


class NewsAccess(models.Model):
    """A bearer token with which one surety reads its news. Only the token's SHA-256 is kept."""

    surety = models.ForeignKey(RegisteredSurety, on_delete=models.PROTECT, related_name="news_accesses")
    digest = models.CharField(max_length=64, unique=True)
    granted_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
