"""A certificate has its time stamp: sign the event that it was issued, and ask for the deposit."""

from __future__ import annotations

from datetime import datetime

from hosho.domain.lifecycle import IssuingStage
from hosho.guarantees.issuing import advance, name_of
from hosho.guarantees.models import Certificate, Guarantee
from hosho.guarantees.signing import append_event
from hosho.outbox.queue import enqueue
from hosho.parties.actor import Actor


def record_time_stamp(
    certificate: Certificate, *, by: Actor, at: datetime, pdf: str, pdf_digest: str, stamped_at: datetime
) -> None:
    """Call inside the transaction that marks the stamping job done. Nothing outside the surety has seen it yet."""
    guarantee = Guarantee.objects.select_for_update().get(pk=certificate.guarantee_id)
    certificate = advance(
        certificate, "stamp", IssuingStage.STAMPED, pdf=pdf, pdf_digest=pdf_digest, stamped_at=stamped_at
    )
    append_event(
        guarantee,
        "issued",
        at=at,
        version=certificate.version,
        record_digest=certificate.record_digest,
        pdf_digest=pdf_digest,
    )
    enqueue(
        "issue.deposit", {"certificate": certificate.pk}, key=f"issue.deposit:{name_of(certificate)}", at=at
    )
