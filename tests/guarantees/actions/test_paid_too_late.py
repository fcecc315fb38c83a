"""Money that arrives when the contract's period is over: kept, shown to the desk, given back."""

from datetime import UTC, datetime

import pytest

from hosho.cli import sample_people
from hosho.domain.lifecycle import ApplicationState
from hosho.domain.refusals import ContractPeriodOver, IllegalStep
from hosho.guarantees.actions.conclude import conclude
from hosho.guarantees.actions.record_payment import record_payment
from hosho.guarantees.actions.return_fee import return_fee
from hosho.guarantees.models import Fee, Guarantee
from hosho.guarantees.queries import fees as queries
from hosho.parties.actor import SYSTEM
from tests.builders import AT, accepted

pytestmark = pytest.mark.django_db
# the sample contract's period ends on 30 September 2025; 15:00 UTC is the next day in Japan
LAST_MINUTE = datetime(2025, 9, 30, 14, 59, tzinfo=UTC)
TOO_LATE = datetime(2025, 9, 30, 15, 0, tzinfo=UTC)


def cashier():
    return sample_people.people()["desk-ito"].actor()


def paid(at, **pages):
    fee = accepted(settled=False, **pages).fee
    record_payment(
        fee, by=cashier(), at=at, amount_yen=100_000, received_on=AT.date(), payer="サイキ", once_token=f"{fee.pk}"
    )  # fmt: skip
    return Fee.objects.select_related("application").get(pk=fee.pk)


def test_on_the_last_day_an_advance_is_still_concluded():
    assert paid(LAST_MINUTE).application.state == ApplicationState.CONCLUDED


def test_after_it_nothing_is_concluded_and_the_refusal_says_what_to_do():
    with pytest.raises(ContractPeriodOver) as refused:
        conclude(accepted(), by=SYSTEM, at=TOO_LATE)
    assert "工期の末日（令和7年9月30日）" in refused.value.sentence
    assert "返金" in refused.value.sentence
    assert not Guarantee.objects.exists()


def test_a_contract_guarantee_alone_does_not_wait_for_the_conclusion():
    conclude(accepted(kinds={"kinds": ["CONTRACT"]}), by=SYSTEM, at=TOO_LATE)
    assert Guarantee.objects.get().kind == "CONTRACT"


def test_the_payment_stays_recorded_and_the_desk_still_sees_the_fee():
    fee = paid(TOO_LATE)
    assert (fee.state, fee.paid_yen, fee.payments.count()) == (Fee.State.SETTLED, 100_000, 1)
    assert fee.application.state == ApplicationState.FEE_DUE
    assert queries.stuck(fee)
    assert isinstance(queries.trouble(fee, at=TOO_LATE), ContractPeriodOver)
    assert queries.trouble(fee, at=LAST_MINUTE) is None
    assert fee in queries.fees(cashier())


def test_everything_is_given_back_once_and_the_application_ends():
    fee = paid(TOO_LATE)
    assert return_fee(fee, by=cashier(), at=TOO_LATE).state == ApplicationState.LAPSED
    fee = Fee.objects.select_related("application").get(pk=fee.pk)
    assert (fee.paid_yen, [one.amount_yen for one in fee.payments.all()]) == (0, [100_000, -100_000])
    assert not queries.stuck(fee)
    with pytest.raises(IllegalStep):
        return_fee(fee, by=cashier(), at=TOO_LATE)


def test_what_was_concluded_is_not_given_back():
    with pytest.raises(IllegalStep):
        return_fee(paid(LAST_MINUTE), by=cashier(), at=LAST_MINUTE)
