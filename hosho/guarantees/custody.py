"""Keeping access keys: AES-256-GCM under a monthly data key, itself wrapped by a key outside the database.

A stolen database shows no key; a stolen key file without the database shows none either. The register never sees
this module: it holds only a digest (register.opening).
"""

from __future__ import annotations

import secrets
from datetime import datetime

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap
from django.conf import settings

from hosho.domain.numbers import AccessKey
from hosho.guarantees.models import DataKey, Guarantee, KeyCustody
from hosho.lib.clock import today_in_japan

_NONCE_BYTES = 12


def keep(key: AccessKey, guarantee: Guarantee, *, serial: int, at: datetime, reason: str = "") -> KeyCustody:
    """Encrypt a new key of a guarantee and save it. Call inside the transaction that needs it."""
    data_key = _data_key_of_the_month(at)
    nonce = secrets.token_bytes(_NONCE_BYTES)
    cipher = AESGCM(aes_key_unwrap(settings.KEY_ENCRYPTION_KEY, bytes(data_key.wrapped)))
    return KeyCustody.objects.create(
        guarantee=guarantee,
        serial=serial,
        data_key=data_key,
        nonce=nonce,
        ciphertext=cipher.encrypt(nonce, key.value.encode(), _bound_to(guarantee.number, serial)),
        created_at=at,
        reissue_reason=reason,
    )


def reveal(custody: KeyCustody) -> AccessKey:
    """Decrypt a kept key. Raises cryptography.exceptions.InvalidTag if the row was moved or altered."""
    cipher = AESGCM(aes_key_unwrap(settings.KEY_ENCRYPTION_KEY, bytes(custody.data_key.wrapped)))
    bound = _bound_to(custody.guarantee.number, custody.serial)
    return AccessKey.parse(cipher.decrypt(bytes(custody.nonce), bytes(custody.ciphertext), bound).decode())


def _data_key_of_the_month(at: datetime) -> DataKey:
    month = f"{today_in_japan(at):%Y-%m}"
    wrapped = aes_key_wrap(settings.KEY_ENCRYPTION_KEY, AESGCM.generate_key(256))
    data_key, _ = DataKey.objects.get_or_create(month=month, defaults={"wrapped": wrapped, "created_at": at})
    return data_key


def _bound_to(number: str, serial: int) -> bytes:
    # a ciphertext copied to another row does not decrypt
    return f"hosho-key/1|{number}|{serial}".encode()
