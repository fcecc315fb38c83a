"""The queue's promises, one by one."""

from datetime import timedelta

import pytest
from django.db import transaction

from hosho.outbox import queue
from hosho.outbox.models import Job, Schedule
from hosho.outbox.periodic import Periodic, enqueue_due
from hosho.outbox.work import ATTEMPTS, GiveUp, Work, back_off, claim, run_one

LEASE = timedelta(seconds=60)
pytestmark = pytest.mark.django_db(transaction=True)


def run(handlers, at, *, lease=LEASE):
    return run_one(handlers, clock=lambda: at, lease=lease)


def test_a_job_is_done_once_and_gets_its_payload_and_key(at):
    seen: list[Work] = []
    queue.enqueue("say", {"word": "保証"}, key="say-1", at=at)
    assert run({"say": seen.append}, at) is True
    assert run({"say": seen.append}, at) is False
    assert seen == [Work("say", {"word": "保証"}, "say-1", 1, at)]
    assert Job.objects.get().done_at == at


def test_the_same_key_is_one_job(at):
    for word in ("first", "second"):
        queue.enqueue("say", {"word": word}, key="say-1", at=at)
    assert [job.payload for job in Job.objects.all()] == [{"word": "first"}]


def test_a_rolled_back_business_row_leaves_no_job(at):
    with transaction.atomic():
        queue.enqueue("say", {}, key="say-1", at=at)
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_a_job_for_later_waits(at):
    queue.enqueue("say", {}, key="say-1", at=at, run_at=at + timedelta(hours=1))
    assert run({"say": lambda work: None}, at + timedelta(minutes=59)) is False
    assert run({"say": lambda work: None}, at + timedelta(minutes=60)) is True


def test_a_taken_job_is_nobody_elses_until_the_lease_runs_out(at):
    queue.enqueue("say", {}, key="say-1", at=at)
    assert claim(at=at, lease=LEASE) is not None
    assert claim(at=at + timedelta(seconds=59), lease=LEASE) is None
    again = claim(at=at + timedelta(seconds=60), lease=LEASE)
    assert again is not None
    assert again.attempts == 2


def test_what_a_late_worker_writes_is_rolled_back(at):
    """The first worker sleeps past its lease; a second one takes the job and finishes it."""
    queue.enqueue("say", {}, key="say-1", at=at)

    def writes(name):
        return lambda: Schedule.objects.create(name=name, next_at=at) and None

    def late(work):
        assert run({"say": lambda _: writes("second")}, at + LEASE) is True
        return writes("first")

    assert run({"say": late}, at) is True
    assert list(Schedule.objects.values_list("name", flat=True)) == ["second"]
    assert Job.objects.get().done_at == at + LEASE


def test_a_late_worker_that_fails_does_not_disturb_the_one_that_has_the_job(at):
    queue.enqueue("say", {}, key="say-1", at=at)

    def late(work):
        claim(at=at + LEASE, lease=LEASE)
        raise RuntimeError("too late")

    run({"say": late}, at)
    job = Job.objects.get()
    assert (job.run_at, job.last_error) == (at + 2 * LEASE, "")


def test_writes_and_done_are_one_commit(at):
    queue.enqueue("say", {}, key="say-1", at=at)

    def finish():
        Schedule.objects.create(name="written", next_at=at)
        raise RuntimeError("after the write")

    run({"say": lambda work: finish}, at)
    assert not Schedule.objects.exists()
    job = Job.objects.get()
    assert job.done_at is None
    assert "after the write" in job.last_error


def test_a_failure_comes_back_later_and_later(at):
    queue.enqueue("say", {}, key="say-1", at=at)

    def fails(work):
        raise RuntimeError("no")

    assert run({"say": fails}, at) is True
    wait = Job.objects.get().run_at - at
    assert timedelta(seconds=1.5) <= wait <= timedelta(seconds=2.5)
    assert run({"say": fails}, at + timedelta(seconds=1)) is False
    assert back_off(5) > 3 * back_off(2)
    assert back_off(60) <= timedelta(hours=1.25)


def test_after_the_last_try_it_is_given_up_seen_and_can_be_retried(at, caplog):
    queue.enqueue("say", {}, key="say-1", at=at)

    def fails(work):
        raise RuntimeError("the key was 1234-5678-9012-3456-7890")

    now = at
    for _ in range(ATTEMPTS):
        now += timedelta(hours=2)
        assert run({"say": fails}, now) is True
    assert run({"say": fails}, now + timedelta(days=9)) is False
    (job,) = queue.dead()
    assert not queue.waiting()
    assert "the key was [伏字]" in job.last_error
    assert queue.counts(at=now).dead == 1
    assert any(
        record.levelname == "ERROR" and "job_given_up" in record.getMessage() for record in caplog.records
    )

    assert queue.retry(job.id, at=now) is True
    assert queue.retry(job.id, at=now) is False
    assert run({"say": fails}, now) is True
    assert not queue.dead(), "a retried job has all its tries again"
    assert run({"say": lambda work: None}, now + timedelta(hours=2)) is True
    assert Job.objects.get().done_at is not None


def test_what_can_never_work_is_given_up_at_once(at):
    queue.enqueue("say", {}, key="say-1", at=at)

    def refuses(work):
        raise GiveUp("no such address")

    run({"say": refuses}, at)
    assert queue.counts(at=at).dead == 1


def test_a_job_nobody_knows_is_a_failure_not_a_silence(at):
    queue.enqueue("unknown", {}, key="u-1", at=at)
    run({}, at)
    assert "no handler for unknown" in Job.objects.get().last_error


def test_the_counts_tell_how_late_the_queue_is(at):
    queue.enqueue("say", {}, key="1", at=at)
    queue.enqueue("say", {}, key="2", at=at, run_at=at + timedelta(hours=1))
    now = queue.counts(at=at + timedelta(seconds=90))
    assert (now.waiting, now.due, now.dead, now.late_seconds) == (2, 1, 0, 90.0)
    assert queue.counts(at=at - timedelta(days=1)).late_seconds == 0


def test_a_sweep_takes_only_what_was_done(at):
    for key in ("done", "waits"):
        queue.enqueue("say", {}, key=key, at=at)
    run({"say": lambda work: None}, at)
    assert queue.sweep(done_before=at) == 0
    assert queue.sweep(done_before=at + timedelta(seconds=1)) == 1
    assert Job.objects.count() == 1


def test_a_periodic_job_is_enqueued_once_for_each_due_time_and_not_for_missed_ones(at):
    jobs = (Periodic("nightly", every=timedelta(days=1), offset=timedelta(hours=16)),)
    assert enqueue_due(jobs, at=at) == 0
    due = at.replace(hour=16, minute=0)
    assert enqueue_due(jobs, at=due - timedelta(seconds=1)) == 0
    assert enqueue_due(jobs, at=due) == 1
    assert enqueue_due(jobs, at=due) == 0
    assert enqueue_due(jobs, at=due + timedelta(days=5)) == 1
    keys = list(Job.objects.order_by("id").values_list("key", flat=True))
    assert keys == ["nightly@2025-01-06T16:00:00+00:00", "nightly@2025-01-07T16:00:00+00:00"]
    assert Schedule.objects.get().next_at == due + timedelta(days=6)
