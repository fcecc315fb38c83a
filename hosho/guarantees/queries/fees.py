"""Fees, payments and bank statements as the desk sees them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Q, QuerySet

from hosho.domain.lifecycle import ApplicationState
from hosho.domain.payment_matching import fold_payer
from hosho.domain.refusals import NotFound, Refusal
from hosho.guarantees.compose import period_over
from hosho.guarantees.models import BankStatement, BankStatementLine, Fee
from hosho.lib.clock import today_in_japan
from hosho.lib.text import fold_search
from hosho.parties.actor import Actor
from hosho.parties.roles import Side

PAGE = 50
OPEN = (Fee.State.DUE, Fee.State.SHORT)
_Line = BankStatementLine.State


def _desk(actor: Actor) -> None:
    if actor.side is not Side.SURETY:
        raise NotFound


def fees(actor: Actor, state: str = "", typed: str = "", *, after: int = 0) -> list[Fee]:
    """Fees by state: "" open ones, DUE, SHORT, OVER (money to be returned), SETTLED, COVERED, "all"; PAGE + 1 at most."""
    _desk(actor)
    found = Fee.objects.select_related("application__contractor").filter(pk__gt=after).order_by("pk")
    if state == "OVER":
        found = found.filter(paid_yen__gt=F("total_yen"))
    elif state == "":
        # with what was paid too late to conclude: it needs somebody just as much
        found = found.filter(application__state=ApplicationState.FEE_DUE.value)
    elif state != "all":
        found = found.filter(state=state)
    if typed := typed.strip():
        found = found.filter(
            Q(application__receipt_number__icontains=typed)
            | Q(application__contractor__search_key__contains=fold_search(typed))
        )
    return list(found[: PAGE + 1])


def fee(actor: Actor, fee_id: int) -> Fee:
    """One fee with its application. Raises NotFound."""
    _desk(actor)
    found = Fee.objects.select_related("application__contractor").filter(pk=fee_id).first()
    if found is None:
        raise NotFound
    return found


def overpayments(actor: Actor) -> list[Fee]:
    """Fees for which more came in than was owed: the money goes back to the payer."""
    return fees(actor, "OVER")


def is_waiting(found: Fee) -> bool:
    """Whether money may still be taken for the fee."""
    return found.state in OPEN and found.application.state == ApplicationState.FEE_DUE


def stuck(found: Fee) -> bool:
    """Whether the fee was paid in full and still nothing could be concluded."""
    return found.state == Fee.State.SETTLED and found.application.state == ApplicationState.FEE_DUE


def trouble(found: Fee, *, at: datetime) -> Refusal | None:
    """Why the guarantee cannot be concluded today, although its fee is waited for or was paid."""
    if found.application.state != ApplicationState.FEE_DUE:
        return None
    return period_over(found.application.answers, concluded_on=today_in_japan(at))


def statements(actor: Actor, *, limit: int = 20) -> QuerySet[BankStatement]:
    """The newest imported statements."""
    _desk(actor)
    return BankStatement.objects.select_related("by").prefetch_related("lines").order_by("-pk")[:limit]


def statement(actor: Actor, statement_id: int) -> BankStatement:
    """One imported statement. Raises NotFound."""
    _desk(actor)
    found = BankStatement.objects.select_related("by").filter(pk=statement_id).first()
    if found is None:
        raise NotFound
    return found


def lines(statement: BankStatement) -> QuerySet[BankStatementLine]:
    """The lines of a statement in its order, each with its payment where it was booked."""
    return statement.lines.select_related("payment__fee__application").order_by("line")


def unassigned(actor: Actor) -> QuerySet[BankStatementLine]:
    """Lines nobody has booked or given back, oldest first."""
    _desk(actor)
    return (
        BankStatementLine.objects.filter(payment=None)
        .exclude(state__in=(_Line.MATCHED, _Line.RETURNED))
        .order_by("received_on", "pk")
    )


def line(actor: Actor, line_id: int) -> BankStatementLine:
    """One line of a statement. Raises NotFound."""
    _desk(actor)
    found = BankStatementLine.objects.select_related("statement").filter(pk=line_id).first()
    if found is None:
        raise NotFound
    return found


def candidates(actor: Actor, line: BankStatementLine, *, limit: int = 50) -> list[Fee]:
    """Open fees a line may be for, the likeliest first: same payer, same amount, then by due day."""
    _desk(actor)
    waiting = Fee.objects.select_related("application__contractor").filter(
        state__in=OPEN, application__state=ApplicationState.FEE_DUE.value
    )
    payer = fold_payer(line.payer)

    def likelihood(found: Fee) -> tuple[bool, bool, object]:
        company = found.application.contractor
        same = payer in (fold_payer(company.name), fold_payer(company.kana))
        return (not same, found.open_yen != line.amount_yen, found.due_on)

    return sorted(waiting.order_by("due_on")[:1000], key=likelihood)[:limit]
