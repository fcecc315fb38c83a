"""Letters to both sides: an application has arrived, one side has written to the other."""

from __future__ import annotations

from datetime import datetime

from hosho.domain.application_pages import kinds_of
from hosho.guarantees.models import Application
from hosho.guarantees.readers import Reader, desk_readers, readers_of
from hosho.notices import post
from hosho.notices.application_received import application_received
from hosho.notices.message_from_contractor import message_from_contractor
from hosho.notices.message_from_surety import message_from_surety
from hosho.notices.new_application import new_application
from hosho.parties.roles import Role, Side


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


def tell_of_message(application: Application, *, to: Side, at: datetime) -> None:
    """Post the letter that says somebody wrote, without what was written, to the side that is to read it."""
    receipt, company = application.receipt_number or "", application.contractor.name
    if to is Side.CONTRACTOR:
        for reader in readers_of(application):
            letter = message_from_surety(
                to=reader.email,
                company=company,
                person=reader.name,
                receipt=receipt,
                title=application.title,
                written_at=at,
            )
            post(letter, at=at)
        return
    for reader in _who_answers(application):
        note = message_from_contractor(
            to=reader.email, person=reader.name, receipt=receipt, company=company, written_at=at
        )
        post(note, at=at)


def _who_answers(application: Application) -> list[Reader]:
    """Whoever has the application in hand, or else the clerks."""
    holder = application.assigned_to
    if holder is not None and holder.is_active and holder.email:
        return [Reader(holder.name, holder.email)]
    return desk_readers(Role.CLERK)
