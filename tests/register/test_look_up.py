"""Opening by number and key: every miss alike, guessers slowed, clerks never locked out."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hosho.domain.numbers import AccessKey, GuaranteeNumber
from hosho.domain.refusals import LookUpFailed, LookUpWaiting, OneMoreStep
from hosho.parties.actor import SYSTEM
from hosho.register.actions.look_up import look_up
from hosho.register.actions.watch import MANY, watch
from hosho.register.models import LookUp, Misses, Suspicion
from hosho.register.throttle import SOFT_MISSES, Caller
from tests.register.deposits import AT
from tests.register.timing import mean_miss_seconds

pytestmark = pytest.mark.django_db(transaction=True)
TOWN_HALL = Caller.at_address("192.0.2.10")
ELSEWHERE = Caller.at_address("198.51.100.7")
NOBODY = GuaranteeNumber.make("47", 2031, 77)


@pytest.fixture
def number(sender) -> GuaranteeNumber:
    sender.deliver(sender.issued())
    return GuaranteeNumber(sender.number)


def try_key(number, key=None, *, at=AT, caller=TOWN_HALL, **more):
    return look_up(number, key or AccessKey.random(), by=SYSTEM, at=at, caller=caller, **more)


def miss(number, times=1, *, at=AT, caller=TOWN_HALL):
    for _ in range(times):
        with pytest.raises(LookUpFailed):
            try_key(number, at=at, caller=caller)


def test_five_misses_are_free_and_the_sixth_try_waits_until_a_shown_time(number):
    miss(number, 5)
    with pytest.raises(LookUpWaiting) as waiting:
        try_key(number, at=AT + timedelta(seconds=59))
    assert waiting.value.data["until"] == "14時06分"


def test_the_right_key_is_refused_alike_during_the_wait_and_opens_after_it(number, sender):
    miss(number, 5)
    with pytest.raises(LookUpWaiting) as wrong:
        try_key(number, at=AT + timedelta(seconds=30))
    with pytest.raises(LookUpWaiting) as right:
        try_key(number, sender.key, at=AT + timedelta(seconds=30))
    assert str(wrong.value) == str(right.value)
    assert try_key(number, sender.key, at=AT + timedelta(seconds=61)).number == number.value


def test_waits_grow_and_stop_growing_at_an_hour(number):
    miss(number, 5)
    at = AT
    for minutes in (1, 5, 15, 60, 60):
        assert Misses.objects.get(bucket__startswith="number").waits_until == at + timedelta(minutes=minutes)
        at += timedelta(minutes=minutes)
        miss(number, at=at)


def test_a_number_that_does_not_exist_waits_in_the_same_way():
    miss(NOBODY, 5)
    with pytest.raises(LookUpWaiting):
        try_key(NOBODY)


def test_a_clerk_elsewhere_opens_whatever_a_guesser_does(number, sender):
    miss(number, 5)
    with pytest.raises(LookUpWaiting):
        try_key(number)
    assert try_key(number, sender.key, caller=ELSEWHERE).number == number.value


def test_a_browser_that_opened_it_before_does_not_wait_for_a_neighbour_s_misses(number, sender):
    miss(number, 5)
    known = Caller(network=TOWN_HALL.network, browser="f00d")
    assert try_key(number, sender.key, caller=known).number == number.value


def test_another_guarantee_on_the_same_network_is_not_waited_for(number, sender):
    miss(NOBODY, 5)
    assert try_key(number, sender.key).number == number.value


def test_many_misses_from_a_network_ask_for_one_more_step_and_never_block(number, sender):
    Misses.objects.create(bucket="network:192.0.2.10", misses=SOFT_MISSES, first_at=AT, last_at=AT)
    with pytest.raises(OneMoreStep):
        try_key(number, sender.key)
    assert try_key(number, sender.key, step_taken=True).number == number.value
    assert try_key(number, sender.key, at=AT + timedelta(hours=2)).number == number.value


def test_an_ipv6_subscriber_is_one_network():
    one, other = (Caller.at_address(f"2001:db8:1:2::{last}") for last in ("1", "ffff"))
    assert one == other
    assert one != Caller.at_address("2001:db8:1:3::1")


def test_the_log_holds_neither_key_nor_address(number, sender):
    wrong = AccessKey.random()
    with pytest.raises(LookUpFailed):
        try_key(number, wrong)
    try_key(number, sender.key)
    kept = " ".join(str(value) for row in LookUp.objects.values() for value in row.values())
    for secret in (wrong.value, wrong.shown, sender.key.value, sender.key.shown, "192.0.2.10"):
        assert secret not in kept


def statements_of(number):
    with CaptureQueriesContext(connection) as captured, suppress(LookUpFailed):
        try_key(number)
    return [query["sql"].split(" ", 1)[0] for query in captured]


def test_a_miss_costs_the_same_statements_whether_the_number_exists_or_not(number):
    exists = statements_of(number)
    assert exists == statements_of(NOBODY)
    assert exists.count("INSERT") >= 2


def test_an_existing_number_under_many_guesses_is_told_to_its_surety_once_a_day(number):
    for last in range(MANY):
        miss(number, caller=Caller.at_address(f"203.0.113.{last}"))
        miss(NOBODY, caller=Caller.at_address(f"203.0.113.{last}"))
    later = AT + timedelta(minutes=10)
    assert watch(by=SYSTEM, at=later) == 1
    assert watch(by=SYSTEM, at=later) == 0
    noted = Suspicion.objects.get()
    assert (noted.guarantee.number, noted.misses, noted.since) == (number.value, MANY, AT)


def test_a_few_misses_are_nobody_s_suspicion(number):
    miss(number, 5)
    assert watch(by=SYSTEM, at=AT) == 0


@pytest.mark.slow
def test_a_miss_takes_as_long_whether_the_number_exists_or_not(number):
    existing, unknown = mean_miss_seconds(number.value, rounds=100)
    assert abs(existing - unknown) < 0.020
