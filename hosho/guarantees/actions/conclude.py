"""The guarantee contract comes about: numbers, keys and records for every kind, and the first issuing jobs."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.domain.kinds import GuaranteeKind
from hosho.domain.lifecycle import GuaranteeStatus
from hosho.domain.numbers import AccessKey
from hosho.domain.refusals import FeeNotSettled, FeeNotStated
from hosho.guarantees import custody, numbering
from hosho.guarantees.compose import guaranteed_period, period_over
from hosho.guarantees.issuing import prepare
from hosho.guarantees.models import Application, Fee, Guarantee
from hosho.guarantees.steps import lock, move
from hosho.lib.clock import today_in_japan
from hosho.lib.yen import format_yen
from hosho.parties.actor import Actor

_PAID = (Fee.State.SETTLED, Fee.State.COVERED)


def conclude(application: Application, *, by: Actor, at: datetime) -> list[Guarantee]:
    """Conclude what was applied for, once the fee is settled or covered by a collective agreement.

    Raises FeeNotStated, FeeNotSettled, ContractPeriodOver, IllegalStep. Number, key, record and job commit together, so that killing
    any process afterwards loses nothing; the certificates follow through the outbox (issue.seal first).
    """
    with transaction.atomic():
        application = lock(application.pk, by=by)
        _require_fee(application)
        if (refusal := period_over(application.answers, concluded_on=today_in_japan(at))) is not None:
            raise refusal
        move(application, "conclude", by=by, at=at)
        return [_conclude_kind(application, GuaranteeKind(kind), at=at) for kind in application.kinds]


def _require_fee(application: Application) -> None:
    fee = Fee.objects.filter(application=application).first()
    if fee is None:
        raise FeeNotStated
    if fee.state not in _PAID:
        raise FeeNotSettled(due=format_yen(fee.open_yen))


def _conclude_kind(application: Application, kind: GuaranteeKind, *, at: datetime) -> Guarantee:
    today = today_in_japan(at)
    first, last = guaranteed_period(kind, application.answers, concluded_on=today)
    guarantee = Guarantee.objects.create(
        number=numbering.next_number(today).value,
        kind=kind.value,
        application=application,
        contractor=application.contractor,
        orderer_code=application.orderer_code,
        orderer_name=application.orderer_name,
        title=application.title,
        amount_yen=application.answers["amounts"][kind.value]["amount_yen"],
        period_from=first,
        period_to=last,
        delivery=application.delivery,
        status=GuaranteeStatus.CONCLUDED.value,
        concluded_at=at,
    )
    if kind.has_certificate:
        custody.keep(AccessKey.random(), guarantee, serial=1, at=at)
        prepare(guarantee, version=1, at=at)
    return guarantee
