"""A paper certificate was printed from the sealed file to be handed over."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.domain.kinds import Delivery
from hosho.domain.refusals import CertificateNotReady, NotFound
from hosho.guarantees.models import Certificate
from hosho.parties import audit
from hosho.parties.actor import Actor
from hosho.parties.roles import Role


def print_paper(certificate: Certificate, *, by: Actor, at: datetime) -> Certificate:
    """Remember who printed the paper first, and note every print. Raises NotAllowed, NotFound, CertificateNotReady."""
    by.require(Role.CLERK, Role.UNDERWRITER, Role.APPROVER)
    with transaction.atomic():
        locked = (
            Certificate.objects.select_for_update(of=("self",))
            .select_related("guarantee")
            .filter(pk=certificate.pk, guarantee__delivery=Delivery.PAPER.value)
            .first()
        )
        if locked is None:
            raise NotFound
        if locked.deposited_at is None:
            raise CertificateNotReady
        if locked.paper_printed_at is None:
            locked.paper_printed_at = at
            locked.paper_printed_by_id = by.person
            locked.save(update_fields=["paper_printed_at", "paper_printed_by"])
        audit.note("certificate.printed", f"guarantee {locked.guarantee.number}", by=by, at=at)
        return locked
