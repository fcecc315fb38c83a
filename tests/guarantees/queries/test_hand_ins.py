"""未提出: the list, its filter and the home page say the same as the guarantee's own page."""

from datetime import timedelta

import pytest

from hosho.cli import sample_people
from hosho.guarantees.actions.conclude import conclude
from hosho.guarantees.actions.record_hand_in import record_hand_in
from hosho.guarantees.models import Certificate, Guarantee, KeyCustody, OrdererAnswer
from hosho.guarantees.queries import certificates
from hosho.guarantees.queries.applications import to_do
from hosho.guarantees.queries.hand_ins import keys_not_handed_in
from hosho.guarantees.queries.progress import Progress, progress_of
from hosho.parties.actor import SYSTEM
from tests.builders import AT, accepted

pytestmark = pytest.mark.django_db
LATER = [AT + timedelta(hours=hours) for hours in range(6)]


def hanako():
    return sample_people.people()["10000012-01"].actor()


@pytest.fixture
def guarantee():
    made = conclude(accepted(kinds={"kinds": ["CONTRACT"]}), by=SYSTEM, at=AT)[0]
    Guarantee.objects.filter(pk=made.pk).update(current_version=1, status="VALID")
    return Guarantee.objects.get(pk=made.pk)


def hand_in(guarantee, at):
    record_hand_in(guarantee, by=hanako(), at=at, on=AT.date(), way="持参", department="契約係")


def new_key(guarantee, at):
    first = guarantee.keys.get(serial=1)
    KeyCustody.objects.create(
        guarantee=guarantee, serial=2, data_key=first.data_key, nonce=b"", ciphertext=b"", created_at=at
    )


def new_version(guarantee, at):
    Certificate.objects.create(
        guarantee=guarantee, version=2, stage="ANNOUNCED", record=b"", record_digest="", prepared_at=at
    )
    Guarantee.objects.filter(pk=guarantee.pk).update(current_version=2, status="AMENDED")


def opened(guarantee, at, version=1):
    OrdererAnswer.objects.create(guarantee=guarantee, news_id=version, what="opened", version=version, at=at)


STORIES = {
    "nothing yet": ([], True),
    "handed in": ([hand_in], False),
    "a new key after it": ([hand_in, new_key], True),
    "the new key handed in too": ([hand_in, new_key, hand_in], False),
    "a new version after it": ([hand_in, new_version], True),
    "the new version handed in too": ([hand_in, new_version, hand_in], False),
    "opened without a note": ([opened], False),
    "opened before the new version": ([opened, new_version], True),
}


@pytest.mark.parametrize("name", STORIES)
def test_what_waits_to_be_handed_in_is_the_same_everywhere(name, guarantee):
    steps, waits = STORIES[name]
    for step, at in zip(steps, LATER[1:], strict=False):
        step(guarantee, at)
    expected = [guarantee] if waits else []
    guarantee = Guarantee.objects.get(pk=guarantee.pk)
    assert (progress_of(guarantee) is Progress.NOT_HANDED_IN) is waits
    assert list(keys_not_handed_in(hanako())) == expected
    assert to_do(hanako()).keys == expected
    listed = certificates.page(hanako(), certificates.Search(not_handed_in=True))
    assert [line.guarantee for line in listed.lines] == expected


@pytest.mark.parametrize("columns", [{"status": "RELEASED"}, {"delivery": "PAPER"}, {"current_version": 0}])
def test_nothing_is_asked_for_what_needs_no_key(columns, guarantee):
    Guarantee.objects.filter(pk=guarantee.pk).update(**columns)
    assert not keys_not_handed_in(hanako()).exists()


def test_another_company_has_nothing_to_hand_in(guarantee):
    other = sample_people.people()["10000020-01"].actor()
    assert not keys_not_handed_in(other).exists()
