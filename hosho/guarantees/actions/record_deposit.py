"""The register has taken a certificate: from now on it exists for contractor and orderer."""

from __future__ import annotations

from datetime import datetime

from hosho.domain.lifecycle import SYSTEM as SYSTEM_ROLE
from hosho.domain.lifecycle import ApplicationState, GuaranteeStatus, IssuingStage, step
from hosho.guarantees.issuing import advance, name_of
from hosho.guarantees.models import Certificate, Guarantee, KeyCustody
from hosho.guarantees.steps import lock, move
from hosho.outbox.queue import enqueue
from hosho.parties.actor import Actor


def record_deposit(certificate: Certificate, *, by: Actor, at: datetime, key_serial: int) -> None:
    """Call inside the transaction that marks the deposit job done."""
    application = lock(certificate.guarantee.application_id, by=by)
    guarantee = Guarantee.objects.select_for_update().get(pk=certificate.guarantee_id)
    certificate = advance(certificate, "deposit", IssuingStage.DEPOSITED, deposited_at=at)
    guarantee.status = step(GuaranteeStatus(guarantee.status), "issue", SYSTEM_ROLE).value
    guarantee.current_version = certificate.version
    guarantee.save(update_fields=["status", "current_version"])
    KeyCustody.objects.filter(guarantee=guarantee, serial=key_serial).update(deposited_at=at)
    still_issuing = application.guarantees.filter(current_version=0).exclude(kind="CONTRACT_RESERVATION")
    if application.state == ApplicationState.CONCLUDED and not still_issuing.exists():
        move(application, "issue", by=by, at=at)
    enqueue(
        "issue.announce", {"certificate": certificate.pk}, key=f"issue.announce:{name_of(certificate)}", at=at
    )
