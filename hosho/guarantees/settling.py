"""Money and fees: state a fee, take a payment, settle, and conclude with the last yen. Call inside a transaction."""

from __future__ import annotations

from datetime import date, datetime

from hosho.domain.application_pages import kinds_of
from hosho.domain.lifecycle import ApplicationState
from hosho.domain.refusals import AlreadyDone, ContractPeriodOver, IllegalStep, NotFound
from hosho.guarantees import pricing
from hosho.guarantees.actions.conclude import conclude
from hosho.guarantees.models import Application, BankStatementLine, Fee, Payment
from hosho.guarantees.readers import readers_of
from hosho.guarantees.steps import lock
from hosho.lib.clock import today_in_japan
from hosho.notices import post
from hosho.notices.application_accepted import application_accepted
from hosho.notices.fee_received import fee_received
from hosho.parties import audit
from hosho.parties.actor import Actor

OPEN = (Fee.State.DUE, Fee.State.SHORT)


def state_fee(application: Application, *, by: Actor, at: datetime) -> Fee:
    """Write the fee of a freshly accepted application and tell the contractor; conclude when an agreement covers it."""
    today = today_in_japan(at)
    quotes = pricing.quotes_for(application.answers, on=today)
    covered = application.contractor.pays_collectively(today)
    fee = Fee.objects.create(
        application=application,
        state=Fee.State.COVERED if covered else Fee.State.DUE,
        total_yen=pricing.total_yen(quotes),
        quotes=quotes,
        due_on=pricing.due_day(today),
        noticed_at=at,
        settled_at=at if covered else None,
    )
    for reader in readers_of(application):
        letter = application_accepted(
            to=reader.email,
            company=application.contractor.name,
            person=reader.name,
            receipt=application.receipt_number or "",
            kinds=kinds_of(application.answers),
            title=application.title,
            pay_by=None if covered else fee.due_on,
        )
        post(letter, at=at)
    if covered:
        conclude(application, by=by, at=at)
    return fee


def lock_open(fee: Fee, *, by: Actor, doing: str) -> Fee:
    """The fee, locked after its application (always in this order), if money may still be taken for it.

    Raises AlreadyDone when it is settled or covered, IllegalStep when the application no longer waits for it.
    """
    application = lock(fee.application_id, by=by)
    locked = Fee.objects.select_for_update().filter(pk=fee.pk).first()
    if locked is None:
        raise NotFound
    if locked.state not in OPEN:
        raise AlreadyDone(verb=doing)
    if application.state != ApplicationState.FEE_DUE:
        raise IllegalStep(state=ApplicationState(application.state).label, verb=doing)
    locked.application = application
    return locked


def take(
    fee: Fee,
    amount_yen: int,
    *,
    by: Actor,
    at: datetime,
    received_on: date,
    payer: str,
    once_token: str,
    note: str = "",
    line: BankStatementLine | None = None,
) -> Payment:
    """Record money against a locked open fee. Enough settles it and concludes the guarantee; less leaves it SHORT.

    Where the contract's period is over by now, the money is recorded and nothing is concluded (`queries.fees.stuck`).
    """
    payment = Payment.objects.create(
        fee=fee,
        amount_yen=amount_yen,
        received_on=received_on,
        payer=payer,
        line=line,
        by_id=by.person,
        at=at,
        note=note,
        once_token=once_token,
    )
    fee.paid_yen += amount_yen
    fee.state = Fee.State.SETTLED if fee.open_yen <= 0 else Fee.State.SHORT
    fee.settled_at = at if fee.state == Fee.State.SETTLED else None
    fee.save(update_fields=["paid_yen", "state", "settled_at"])
    receipt = fee.application.receipt_number
    audit.note("fee.paid", f"application {receipt}", by=by, at=at, amount_yen=amount_yen, state=fee.state)
    if fee.state == Fee.State.SETTLED:
        _conclude_if_still_possible(fee, by=by, at=at, received_on=received_on)
    return payment


def _conclude_if_still_possible(fee: Fee, *, by: Actor, at: datetime, received_on: date) -> None:
    """Money that came too late stays recorded; the application keeps waiting and the desk's page says why."""
    try:
        conclude_settled(fee, by=by, at=at, received_on=received_on)
    except ContractPeriodOver as refusal:
        receipt = fee.application.receipt_number
        audit.note("fee.came_too_late", f"application {receipt}", by=by, at=at, because=refusal.code)


def conclude_settled(fee: Fee, *, by: Actor, at: datetime, received_on: date) -> None:
    """Conclude the guarantee of a fee that has just been settled or covered, and tell the contractor."""
    application = fee.application
    conclude(application, by=by, at=at)
    for reader in readers_of(application):
        letter = fee_received(
            to=reader.email,
            company=application.contractor.name,
            person=reader.name,
            receipt=application.receipt_number or "",
            title=application.title,
            received_on=received_on,
        )
        post(letter, at=at)
