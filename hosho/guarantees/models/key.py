"""認証キー at rest on the surety's side: encrypted to be shown again to the contractor, never in clear."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from hosho.guarantees.models.guarantee import Guarantee
from hosho.parties.models import Person


class DataKey(models.Model):
    """A month's AES-256 key, wrapped by the key-encryption key that lies outside the database."""

    month = models.CharField(max_length=7, unique=True)
    wrapped = models.BinaryField()
    created_at = models.DateTimeField()


class KeyCustody(models.Model):
    """One access key of a guarantee; reissuing adds a row and revokes the one before."""

    guarantee = models.ForeignKey(Guarantee, on_delete=models.PROTECT, related_name="keys")
    serial = models.IntegerField()
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT)
    nonce = models.BinaryField()
    ciphertext = models.BinaryField()
    created_at = models.DateTimeField()
    deposited_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    reissue_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["guarantee", "serial"], name="one_key_a_serial")
        ]


class KeyDisplay(models.Model):
    """Every time a key was shown or its notice printed: the company's administrator sees this list."""

    class What(models.TextChoices):
        SHOWN = "SHOWN", "画面に表示"
        NOTICE = "NOTICE", "お知らせを出力"
        REISSUED = "REISSUED", "再発行"

    guarantee = models.ForeignKey(Guarantee, on_delete=models.PROTECT, related_name="key_displays")
    serial = models.IntegerField()
    what = models.CharField(max_length=10, choices=What.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
