"""Signing what happened: the surety's seal key over an event's canonical bytes, and the chain they make."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.conf import settings

from hosho.certificates.seal import FileKeySealer, Sealer
from hosho.domain import events
from hosho.guarantees.models import Guarantee, GuaranteeEvent


@lru_cache(maxsize=1)
def sealer() -> Sealer:
    """The installation's sealing key. Raises SealError when the key files are missing."""
    folder = settings.HOSHO_SEAL_FOLDER
    return FileKeySealer.from_files(folder / "seal.key", folder / "seal.pem")


def append_event(guarantee: Guarantee, event_type: str, *, at: datetime, **data: Any) -> GuaranteeEvent:
    """Sign and save the next event of a guarantee whose row the caller has locked. ECDSA P-256 over SHA-256, DER."""
    last = guarantee.events.order_by("-seq").first()
    event = events.happened(
        event_type,
        guarantee.number,
        at=at,
        after=events.from_bytes(bytes(last.body)) if last else None,
        **data,
    )
    body = event.canonical()
    return GuaranteeEvent.objects.create(
        guarantee=guarantee,
        seq=event.seq,
        type=event_type,
        at=at,
        body=body,
        signature=sealer().sign_digest(hashlib.sha256(body).digest()),
    )
