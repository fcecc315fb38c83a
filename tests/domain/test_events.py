"""The chain of what happened: a closed vocabulary, canonical bytes, and a fold to the present."""

from datetime import UTC, date, datetime, timedelta

import pytest

from hosho.domain.events import VOCABULARY, Event, from_bytes, from_dict, happened, next_status, status_after
from hosho.domain.lifecycle import GUARANTEE_STEPS, GuaranteeStatus
from hosho.domain.refusals import EventMalformed, IllegalStep
from hosho.lib.canonical_json import canonical
from tests.domain.records import ADVANCE

NUMBER = ADVANCE["guarantee_number"]
AT = datetime(2025, 1, 6, 5, 5, tzinfo=UTC)
SAMPLE = {
    "version": 2,
    "digest": "ab" * 32,
    "day": date(2025, 3, 1),
    "yen": 1_000_000,
    "text": "工事の完成",
    "serial": 2,
}


def data_for(event_type):
    return {name: SAMPLE[shape] for name, shape in VOCABULARY[event_type].data.items()}


def chain(*types):
    events, last = [], None
    for event_type in types:
        last = happened(event_type, NUMBER, at=AT, after=last, **data_for(event_type))
        events.append(last)
    return events


@pytest.mark.parametrize("event_type", VOCABULARY)
def test_every_event_survives_its_bytes_and_says_one_sentence(event_type):
    event = happened(event_type, NUMBER, at=AT, **data_for(event_type))
    assert from_bytes(event.canonical()) == event
    assert canonical(event.to_dict()) == event.canonical()
    assert event.sentence.endswith("。")
    assert "。。" not in event.sentence
    assert "{" not in event.sentence
    assert from_bytes(event.canonical()).sentence == event.sentence


@pytest.mark.parametrize("event_type", VOCABULARY)
def test_one_member_more_or_less_fails_at_once(event_type):
    data = data_for(event_type)
    with pytest.raises(EventMalformed, match="unknown member"):
        happened(event_type, NUMBER, at=AT, **data, colour="red")
    data.popitem()
    with pytest.raises(EventMalformed, match="missing"):
        happened(event_type, NUMBER, at=AT, **data)


def test_every_verb_of_the_guarantee_has_its_event():
    assert {row.verb for row in GUARANTEE_STEPS} == {kind.verb for kind in VOCABULARY.values() if kind.verb}


@pytest.mark.parametrize(
    ("types", "status"),
    [
        ([], GuaranteeStatus.CONCLUDED),
        (["issued"], GuaranteeStatus.VALID),
        (["issued", "amended", "key_reissued", "amended"], GuaranteeStatus.AMENDED),
        (["issued", "released"], GuaranteeStatus.RELEASED),
        (["issued", "expired", "claimed", "paid", "closed"], GuaranteeStatus.CLOSED),
        (["issued", "claimed", "claim_closed", "cancelled"], GuaranteeStatus.CANCELLED),
    ],
)
def test_the_status_is_a_fold_over_the_events(types, status):
    assert status_after(chain(*types)) is status


@pytest.mark.parametrize(
    "types", [["amended"], ["issued", "issued"], ["issued", "released", "amended"], ["issued", "paid"]]
)
def test_an_event_that_cannot_follow_is_refused(types):
    with pytest.raises(IllegalStep):
        status_after(chain(*types))


def test_a_chain_with_a_link_missing_swapped_or_altered_is_refused():
    issued, amended, released = chain("issued", "amended", "released")
    altered = Event(NUMBER, 2, "amended", AT + timedelta(seconds=1), issued.digest, amended.data)
    for broken in ([issued, released], [amended], [issued, released, amended], [issued, altered, released]):
        with pytest.raises(EventMalformed, match="does not link"):
            status_after(broken)


@pytest.mark.parametrize(
    "change",
    [
        {"format": "hosho-event/2"},
        {"guarantee_number": "472500000123"},
        {"seq": 0},
        {"seq": 2},
        {"type": "blessed"},
        {"at": "2025-01-06T05:05:00Z"},
        {"previous_event_digest": "0" * 64},
        {"by": "somebody"},
        {"data": {}},
    ],
    ids=str,
)
def test_an_event_that_is_not_in_its_format_is_refused(change):
    event = chain("issued")[0].to_dict()
    with pytest.raises(EventMalformed):
        from_dict({**event, **change})


def test_a_reissued_key_changes_no_status():
    assert next_status(GuaranteeStatus.AMENDED, "key_reissued") is GuaranteeStatus.AMENDED
