"""A cashier says what a line of a bank statement was: money for a fee, or money to be given back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.domain.refusals import AlreadyDone, NotFound
from hosho.guarantees.models import BankStatementLine, Fee, Payment
from hosho.guarantees.settling import lock_open, take
from hosho.lib.yen import format_yen
from hosho.parties import audit
from hosho.parties.actor import Actor
from hosho.parties.roles import Role

_State = BankStatementLine.State


def assign_line(line: BankStatementLine, *, by: Actor, at: datetime, fee: Fee | None) -> BankStatementLine:
    """Book the line's money for `fee`, or with None mark it as given back (返金).

    Raises NotAllowed, AlreadyDone when the line is booked or given back, and what `settling.lock_open` raises.
    """
    by.require(Role.CASHIER)
    with transaction.atomic():
        locked_line = BankStatementLine.objects.select_for_update().filter(pk=line.pk).first()
        if locked_line is None:
            raise NotFound
        booked = Payment.objects.filter(line=locked_line).exists()
        if booked or locked_line.state in (_State.MATCHED, _State.RETURNED):
            raise AlreadyDone(verb="入金の振り分け")
        if fee is None:
            locked_line.state, locked_line.sentence = _State.RETURNED, "振込人に返金しました。"
        else:
            locked_line.state, locked_line.sentence = _book(locked_line, fee, by=by, at=at)
        locked_line.save(update_fields=["state", "sentence"])
        audit.note("line.assigned", f"line {line.pk}", by=by, at=at, state=locked_line.state)
        return locked_line


def _book(line: BankStatementLine, fee: Fee, *, by: Actor, at: datetime) -> tuple[str, str]:
    locked = lock_open(fee, by=by, doing="入金の記録")
    take(
        locked,
        line.amount_yen,
        by=by,
        at=at,
        received_on=line.received_on,
        payer=line.payer,
        once_token=f"line:{line.transfer_digest}"[:64],
        line=line,
    )
    receipt = locked.application.receipt_number
    if locked.open_yen > 0:
        return _State.SHORT, f"受付番号 {receipt} に充てました。まだ{format_yen(locked.open_yen)}足りません。"
    if locked.open_yen < 0:
        return (
            _State.OVER,
            f"受付番号 {receipt} に充てました。過入金{format_yen(-locked.open_yen)}を返金してください。",
        )
    return _State.MATCHED, f"受付番号 {receipt} に充てました。"
