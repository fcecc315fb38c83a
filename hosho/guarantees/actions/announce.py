"""Tell the contractor's people that certificate and key are registered; the letter carries neither key nor link."""

from __future__ import annotations

from datetime import datetime

from hosho.domain.kinds import Delivery, GuaranteeKind
from hosho.domain.lifecycle import IssuingStage
from hosho.guarantees.issuing import advance
from hosho.guarantees.models import Certificate
from hosho.guarantees.orderers import decisions
from hosho.guarantees.readers import readers_of
from hosho.lib.clock import today_in_japan
from hosho.notices import post
from hosho.notices.certificate_registered import certificate_registered
from hosho.parties.actor import Actor


def announce(certificate: Certificate, *, by: Actor, at: datetime) -> None:
    """Call inside the transaction that marks the announcing job done: stage and letters commit together."""
    certificate = advance(certificate, "announce", IssuingStage.ANNOUNCED, announced_at=at)
    guarantee = certificate.guarantee
    if guarantee.delivery != Delivery.ELECTRONIC:
        return
    kind = GuaranteeKind(guarantee.kind)
    decision = decisions(guarantee.application.answers).get(kind)
    route = decision.routes[0] if decision and decision.routes else None
    for person in readers_of(guarantee.application):
        post(
            certificate_registered(
                to=person.email,
                company=guarantee.contractor.name,
                person=person.name,
                number=guarantee.number,
                version=certificate.version,
                kind=kind,
                title=guarantee.title,
                orderer=guarantee.orderer_name,
                registered_on=today_in_japan(at),
                handed_to=route.destination if route else "",
                handed_how="・".join(method.label for method in route.methods) if route else "",
            ),
            at=at,
        )
