"""A certificate has been sealed: keep where the sealed file lies and ask for its time stamp."""

from __future__ import annotations

from datetime import datetime

from hosho.domain.lifecycle import IssuingStage
from hosho.guarantees.issuing import advance, name_of
from hosho.guarantees.models import Certificate
from hosho.outbox.queue import enqueue
from hosho.parties.actor import Actor


def record_seal(certificate: Certificate, *, by: Actor, at: datetime, pdf: str) -> None:
    """Call inside the transaction that marks the sealing job done. `pdf` is the file's name in storage."""
    certificate = advance(certificate, "seal", IssuingStage.SEALED, pdf=pdf, sealed_at=at)
    enqueue("issue.stamp", {"certificate": certificate.pk}, key=f"issue.stamp:{name_of(certificate)}", at=at)
