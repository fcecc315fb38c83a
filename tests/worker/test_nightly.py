"""What the nights throw away, and what they leave."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from hosho.cli import sample_people
from hosho.domain.lifecycle import ApplicationState
from hosho.guarantees.actions.attach import attach
from hosho.guarantees.models import Application, Attachment
from hosho.outbox.models import Job
from hosho.outbox.periodic import enqueue_due
from hosho.outbox.queue import enqueue
from hosho.outbox.work import run_one
from hosho.worker.handlers import HANDLERS
from hosho.worker.schedule import PERIODIC
from tests.builders import AT, application
from tests.portals.underwriting.scenes import PICTURE

pytestmark = pytest.mark.django_db(transaction=True)
LEASE = timedelta(minutes=2)


@pytest.fixture(autouse=True)
def own_files(home, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": home / "documents"},
        },
    }


def hanako():
    return sample_people.people()["10000012-01"].actor()


def draft():
    return application(state=ApplicationState.DRAFT)


def paper(made, *, data=PICTURE, at=AT):
    return attach(made, purpose="other", name="契約書.png", data=data, by=hanako(), at=at)


def work(at):
    while run_one(HANDLERS, clock=lambda: at, lease=LEASE):
        pass


def sweep_at(at):
    enqueue("drafts.discard", {}, key=f"drafts {at}", at=at)
    work(at)
    assert not Job.objects.filter(done_at=None).exists()


def test_a_draft_goes_with_its_papers_after_the_promised_days_and_not_before(settings):
    made, days = draft(), settings.SURETY["policy"]["draft_days"]
    digest = paper(made).digest
    sweep_at(AT + timedelta(days=days))
    assert Application.objects.filter(pk=made.pk).exists()
    sweep_at(AT + timedelta(days=days, seconds=1))
    assert not Application.objects.filter(pk=made.pk).exists()
    assert not Attachment.objects.exists()
    assert not default_storage.exists(f"attachments/{digest}")


def test_a_paper_that_another_application_has_too_stays(settings):
    old, submitted = draft(), application(state=ApplicationState.RETURNED)
    digest = paper(old).digest
    paper(submitted)
    sweep_at(AT + timedelta(days=400))
    assert list(Application.objects.all()) == [submitted]
    assert default_storage.exists(f"attachments/{digest}")


def test_a_paper_added_lately_keeps_its_draft(settings):
    made = draft()
    paper(made, at=AT + timedelta(days=300))
    sweep_at(AT + timedelta(days=301))
    assert Application.objects.filter(pk=made.pk).exists()


@pytest.mark.parametrize("state", [each for each in ApplicationState if each is not ApplicationState.DRAFT])
def test_what_was_handed_in_is_never_thrown_away(state):
    made = application(state=state)
    sweep_at(AT + timedelta(days=4000))
    assert Application.objects.filter(pk=made.pk).exists()


def test_the_schedule_does_it_every_night_at_an_hour_when_japan_sleeps():
    nightly = [job for job in PERIODIC if job.name == "drafts.discard"]
    assert [job.every for job in nightly] == [timedelta(days=1)]
    assert nightly[0].next_after(AT).hour == 16
    enqueue_due(tuple(nightly), at=AT)
    assert enqueue_due(tuple(nightly), at=AT + timedelta(days=1)) == 1


def test_rows_of_periodic_jobs_go_after_two_days_and_others_after_400():
    for name in ("news.read", "drafts.discard", "send_mail", "issue.seal"):
        for days in (1, 3, 399, 401):
            Job.objects.create(
                name=name, key=f"{name} {days}", payload={}, created_at=AT, run_at=AT,
                done_at=AT - timedelta(days=days),
            )  # fmt: skip
    enqueue("outbox.sweep", {}, key="sweep", at=AT)
    work(AT)
    left = set(Job.objects.exclude(name="outbox.sweep").values_list("key", flat=True))
    assert left == {"news.read 1", "drafts.discard 1"} | {
        f"{name} {days}" for name in ("send_mail", "issue.seal") for days in (1, 3, 399)
    }


def test_what_was_given_up_stays_for_a_person_to_see():
    Job.objects.create(
        name="news.read", key="dead", payload={}, created_at=AT, run_at=AT, dead_at=AT - timedelta(days=900)
    )
    enqueue("outbox.sweep", {}, key="sweep", at=AT)
    work(AT)
    assert Job.objects.filter(key="dead").exists()
