"""Send an application back to the contractor, saying at which fields what must be corrected."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from hosho.domain.application_pages import paths_of
from hosho.domain.refusals import CommentsNeeded, NotFound
from hosho.guarantees.models import Application, Comment, Decision
from hosho.guarantees.readers import readers_of
from hosho.guarantees.steps import lock, move
from hosho.notices import post
from hosho.notices.application_returned import application_returned
from hosho.parties.actor import Actor


def return_application(
    application: Application,
    *,
    by: Actor,
    at: datetime,
    comments: Iterable[tuple[str, str]],
    revision: int | None = None,
) -> Application:
    """→ 差戻し. `comments`: pairs of a field's path (`contract.period_to`) and the text; "" means the whole application.

    Raises CommentsNeeded when there is none, NotFound for an unknown field, ConcurrentEdit, IllegalStep, RoleMissing.
    """
    told = [(path, text.strip()) for path, text in comments if text.strip()]
    if not told:
        raise CommentsNeeded
    with transaction.atomic():
        application = lock(application.pk, by=by, revision=revision)
        known = {"", *paths_of(application.answers)}
        if any(path not in known for path, _ in told):
            raise NotFound
        move(application, "return", by=by, at=at, points=len(told))
        Comment.objects.bulk_create(
            Comment(application=application, field=path, text=text, by_id=by.person, at=at)
            for path, text in told
        )
        Decision.objects.create(
            application=application, outcome=Decision.Outcome.RETURN, by_id=by.person, at=at
        )
        _write(application, len(told), at)
        return application


def _write(application: Application, points: int, at: datetime) -> None:
    for reader in readers_of(application):
        letter = application_returned(
            to=reader.email,
            company=application.contractor.name,
            person=reader.name,
            receipt=application.receipt_number or "",
            title=application.title,
            points=points,
            returned_at=at,
            answer_by=None,
        )
        post(letter, at=at)
