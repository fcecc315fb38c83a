"""How keys are handed in: orderers' own ways in sentences, and the words of a mail without a key."""

import pytest

from hosho.cli import sample_people
from hosho.domain.refusals import HandInInFuture, KeyNotReady, NotAllowed, NotFound
from hosho.domain.rulebook.route_codes import Method
from hosho.guarantees.actions.conclude import conclude
from hosho.guarantees.actions.display_key import display_key
from hosho.guarantees.actions.print_key_notice import print_key_notice
from hosho.guarantees.actions.record_hand_in import record_hand_in
from hosho.guarantees.orderers import rulebook
from hosho.guarantees.queries.handing_in import guide
from hosho.parties.actor import SYSTEM
from tests.builders import AT, accepted

pytestmark = pytest.mark.django_db


@pytest.fixture
def concluded():
    """Concluded, and nothing deposited."""
    return conclude(accepted(), by=SYSTEM, at=AT)[0]


def actor(login="10000012-01"):
    return sample_people.people()[login].actor()


def test_saikis_way_is_in_person_or_by_fax_with_both_papers(concluded):
    how = guide(concluded)
    assert how.ways == ("持参", "FAX")
    assert how.by_fax
    assert how.destination == "佐伯市 契約検査課契約係"
    assert "2点とも" in how.sentences[0]
    assert how.mail is None


def test_an_orderer_nobody_wrote_down_is_to_be_asked(concluded):
    concluded.application.answers["orderer"] |= {"code": "", "name": "見本町", "department": "総務課"}
    concluded.orderer_name = "見本町"
    how = guide(concluded)
    assert how.ways == ()
    assert how.destination == "見本町 総務課"
    assert "見本町にご確認ください" in how.sentences[-1]


def test_where_the_orderer_wants_mail_there_are_words_to_copy(concluded):
    wanting = [o for o in rulebook().orderers if any(Method.EMAIL in route.methods for route in o.routes)]
    assert wanting
    written = []
    for orderer in wanting:
        concluded.application.answers["orderer"] |= {"code": orderer.id, "name": orderer.name}
        concluded.application.answers["contract"] |= {"date": "2026-10-01", "initial_date": "2026-10-01"}
        if mail := guide(concluded).mail:
            written.append(mail)
            assert concluded.title in mail.body
            assert "http" not in mail.body
            assert "{" not in mail.subject
    assert written


def test_nothing_is_shown_or_handed_in_before_the_register_has_it(concluded):
    for act in (display_key, print_key_notice):
        with pytest.raises(KeyNotReady):
            act(concluded, by=actor(), at=AT)
    with pytest.raises(KeyNotReady):
        record_hand_in(concluded, by=actor(), at=AT, on=AT.date(), way="持参", department="契約係")


@pytest.mark.parametrize("login", ["10000020-01", "10000012-02", "desk-tanaka"])
def test_neither_strangers_nor_readers_nor_the_desk_touch_a_key(concluded, login):
    for act in (display_key, print_key_notice):
        with pytest.raises(NotFound):  # NotAllowed is one of its kind
            act(concluded, by=actor(login), at=AT)
    with pytest.raises(NotFound):
        record_hand_in(concluded, by=actor(login), at=AT, on=AT.date(), way="持参", department="契約係")
    assert issubclass(NotAllowed, NotFound)


def test_a_hand_in_lies_in_the_past(concluded):
    concluded.current_version = 1
    concluded.save(update_fields=["current_version"])
    with pytest.raises(HandInInFuture):
        record_hand_in(
            concluded, by=actor(), at=AT, on=AT.date().replace(day=7), way="持参", department="契約係"
        )
