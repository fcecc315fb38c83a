"""An orderer that is in no rulebook: written down freely, issued and opened like any other."""

import pytest

from hosho.cli import sample_people
from hosho.domain.application_pages import Page
from hosho.domain.lifecycle import ApplicationState
from hosho.domain.numbers import GuaranteeNumber
from hosho.guarantees import custody
from hosho.guarantees.actions.accept import accept
from hosho.guarantees.actions.examine import examine
from hosho.guarantees.actions.record_payment import record_payment
from hosho.guarantees.actions.save_page import save_page
from hosho.guarantees.actions.submit import submit
from hosho.guarantees.queries.handing_in import guide
from hosho.parties.actor import SYSTEM
from hosho.register import queries
from hosho.register.actions.look_up import look_up
from hosho.register.throttle import Caller
from tests.builders import AT, application

pytestmark = pytest.mark.django_db(transaction=True)
# what the wizard writes for an orderer that was not found in the directory
FREELY = {"code": "", "name": "見本郡見本町", "department": "", "addressee": "見本町長"}


def person(login):
    return sample_people.people()[login].actor()


def test_a_guarantee_for_an_unlisted_orderer_reaches_the_register(world):
    hanako, draft = person("10000012-01"), application(state=ApplicationState.DRAFT)
    draft = save_page(draft, page=Page.ORDERER, entries=FREELY, revision=draft.revision, by=hanako, at=AT)
    submit(draft, revision=draft.revision, once_token="u" * 22, by=hanako, at=AT)
    examine(draft, by=person("desk-tanaka"), at=AT)
    fee = accept(draft, by=person("desk-sato"), at=AT, note="担当課に電話で確かめた。")
    record_payment(
        fee, by=person("desk-ito"), at=AT, amount_yen=fee.total_yen, received_on=AT.date(), payer="ミホン", once_token="u"
    )  # fmt: skip
    world.work()
    draft.refresh_from_db()
    assert draft.state == ApplicationState.ISSUED
    guarantee = draft.guarantees.get(kind="ADVANCE_PAYMENT")
    key = custody.reveal(guarantee.keys.get())
    opened = look_up(
        GuaranteeNumber(guarantee.number), key, by=SYSTEM, at=AT, caller=Caller.at_address("192.0.2.7")
    )
    orderer = queries.view(opened.guarantee_id).record.orderer
    assert (orderer.code, orderer.name, orderer.department) == ("", "見本郡見本町", None)
    assert "見本郡見本町" in guide(guarantee).contact
