"""An underwriter would accept and asks a second person: amounts or exposure beyond one person's limits."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.domain.refusals import ReasonNeeded
from hosho.guarantees.checking import Mark, checks, stops
from hosho.guarantees.models import Application, Decision
from hosho.guarantees.queries.exposure import why_second_person
from hosho.guarantees.steps import lock, move
from hosho.parties.actor import Actor

_ASKED_FOR = "審査の担当者が、二人目の確認を求めました。"


def propose(
    application: Application, *, by: Actor, at: datetime, note: str, revision: int | None = None
) -> Decision:
    """審査中 → 承認待ち. The note says why; the reasons a second person is needed are kept beside it.

    Raises ReasonNeeded without a note when a check failed, what `accept` raises about the application itself,
    ConcurrentEdit, IllegalStep, RoleMissing.
    """
    with transaction.atomic():
        application = lock(application.pk, by=by, revision=revision)
        move(application, "propose", by=by, at=at)
        if (refusal := stops(application, at=at)) is not None:
            raise refusal
        if not note.strip() and any(check.mark is Mark.BAD for check in checks(application, at=at)):
            raise ReasonNeeded(field="note")
        return Decision.objects.create(
            application=application,
            outcome=Decision.Outcome.ACCEPT,
            by_id=by.person,
            at=at,
            note=note,
            second_person_because=why_second_person(application) or [_ASKED_FOR],
        )
