"""The two letters that say an application has arrived."""

from __future__ import annotations

from datetime import datetime

from hosho.domain.application_pages import kinds_of
from hosho.guarantees.models import Application
from hosho.guarantees.readers import desk_readers, readers_of
from hosho.notices import post
from hosho.notices.application_received import application_received
from hosho.notices.new_application import new_application
from hosho.parties.roles import Role


def tell_both_sides(application: Application, *, at: datetime) -> None:
    """Post application_received to the contractor's readers and new_application to the desk's clerks."""
    receipt, kinds = application.receipt_number or "", kinds_of(application.answers)
    company, orderer = application.contractor.name, application.orderer_name
    for reader in readers_of(application):
        letter = application_received(
            to=reader.email,
            company=company,
            person=reader.name,
            receipt=receipt,
            kinds=kinds,
            title=application.title,
            orderer=orderer,
            received_at=at,
        )
        post(letter, at=at)
    for reader in desk_readers(Role.CLERK):
        note = new_application(
            to=reader.email,
            person=reader.name,
            receipt=receipt,
            company=company,
            kinds=kinds,
            orderer=orderer,
            received_at=at,
        )
        post(note, at=at)
