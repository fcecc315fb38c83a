"""Read a bank statement in: every transfer once, what fits exactly settles its fee, the rest waits for a person."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from hosho.domain.bank_statement import Statement, StatementLine, UnreadableStatement, read
from hosho.domain.lifecycle import ApplicationState
from hosho.domain.payment_matching import Match, OpenFee, Outcome, match
from hosho.domain.refusals import EntryRefused, StatementAlreadyImported, StatementUnreadable, StepRefused
from hosho.guarantees.models import BankStatement, BankStatementLine, Fee
from hosho.guarantees.readers import desk_readers
from hosho.guarantees.settling import OPEN, lock_open, take
from hosho.notices import post
from hosho.notices.fee_matched import fee_matched
from hosho.parties import audit
from hosho.parties.actor import Actor
from hosho.parties.roles import Role

_State = BankStatementLine.State
_STATES = {
    Outcome.OVER: _State.OVER,
    Outcome.SHORT: _State.SHORT,
    Outcome.UNKNOWN_PAYER: _State.UNKNOWN,
    Outcome.AMBIGUOUS: _State.AMBIGUOUS,
}
_CHANGED = "読み込みの間に、この保証料の入金が別に記録されました。二重の振込でないかをご確認ください。"


def import_bank_statement(data: bytes, *, by: Actor, at: datetime, name: str) -> BankStatement:
    """Import a whole CSV file or nothing of it. Transfers known from an overlapping file are passed over.

    Raises NotAllowed, EntryRefused or StatementUnreadable for a file that is no statement, StatementAlreadyImported.
    """
    by.require(Role.CASHIER)
    read_in = _read(data)
    digest = hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        # Imports take turns: two overlapping files at once must not both book the transfer they share.
        list(BankStatement.objects.select_for_update().order_by("-pk")[:1])
        statement, made = BankStatement.objects.get_or_create(
            digest=digest, defaults={"name": name[:200], "by_id": by.person, "at": at}
        )
        if not made:
            raise StatementAlreadyImported
        known = set(
            BankStatementLine.objects.filter(
                transfer_digest__in=[line.fingerprint for line in read_in.lines]
            ).values_list("transfer_digest", flat=True)
        )
        fresh = [line for line in read_in.lines if line.fingerprint not in known]
        fees = _open_fees()
        for found in match(fresh, list(fees)):
            _keep(statement, found, fees, by=by, at=at)
        audit.note("statement.imported", f"statement {digest[:16]}", by=by, at=at, lines=len(fresh))
        return statement


def _read(data: bytes) -> Statement:
    try:
        statement = read(data)
    except UnreadableStatement as error:
        raise EntryRefused.of(error, field="statement") from error
    if statement.errors:
        first = statement.errors[0]
        raise StatementUnreadable(line=first.number, reason=first.sentence.partition("：")[2].rstrip("。"))
    if not statement.lines:
        raise EntryRefused(reason="入金の行が1つもありません。ファイルをご確認ください。", field="statement")
    return statement


def _open_fees() -> dict[OpenFee, Fee]:
    waiting = Fee.objects.filter(state__in=OPEN, application__state=ApplicationState.FEE_DUE.value)
    return {
        OpenFee(
            fee.application.receipt_number or "",
            fee.open_yen,
            (fee.application.contractor.name, fee.application.contractor.kana),
        ): fee
        for fee in waiting.select_related("application__contractor").order_by("pk")
    }


def _keep(
    statement: BankStatement, found: Match, fees: dict[OpenFee, Fee], *, by: Actor, at: datetime
) -> None:
    exact = found.outcome is Outcome.EXACT and found.fee is not None
    row = BankStatementLine.objects.create(
        statement=statement,
        line=found.line.number,
        received_on=found.line.day,
        amount_yen=found.line.amount_yen,
        payer=found.line.payer,
        remark=found.line.note,
        state=_State.MATCHED if exact else _STATES[found.outcome],
        sentence=found.sentence,
        transfer_digest=found.line.fingerprint,
    )
    if found.fee is None or not exact:
        return
    fee = fees[found.fee]
    if _settle(fee, row, found.line, by=by, at=at):
        _tell(fee, found.line, at)
    else:
        row.state, row.sentence = _State.AMBIGUOUS, _CHANGED
        row.save(update_fields=["state", "sentence"])


def _settle(fee: Fee, row: BankStatementLine, line: StatementLine, *, by: Actor, at: datetime) -> bool:
    """Book an exact payment; False when the fee is no longer as it was when it was matched."""
    try:
        locked = lock_open(fee, by=by, doing="入金の記録")
    except StepRefused:
        return False
    if locked.open_yen != line.amount_yen:
        return False
    token = f"line:{line.fingerprint}"[:64]
    take(
        locked,
        line.amount_yen,
        by=by,
        at=at,
        received_on=line.day,
        payer=line.payer,
        once_token=token,
        line=row,
    )
    return True


def _tell(fee: Fee, line: StatementLine, at: datetime) -> None:
    for reader in desk_readers(Role.CASHIER):
        letter = fee_matched(
            to=reader.email,
            person=reader.name,
            receipt=fee.application.receipt_number or "",
            company=fee.application.contractor.name,
            received_on=line.day,
        )
        post(letter, at=at)
