"""One page of a draft or of a returned application is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from hosho.domain.application_pages import Page, check_kinds, kinds_of
from hosho.guarantees.editing import lock_for_editing, write_answers
from hosho.guarantees.models import Application
from hosho.parties import audit
from hosho.parties.actor import Actor


def save_page(
    application: Application,
    *,
    page: Page,
    entries: Mapping[str, Any],
    revision: int,
    by: Actor,
    at: datetime,
    notes: Mapping[str, str] | None = None,
) -> Application:
    """Put the entries of one page in place of what stood there; pages the chosen kinds do not need are dropped.

    `notes`: how unusual entries were read, by field. Raises ConcurrentEdit when somebody saved since `revision`,
    IllegalStep, RoleMissing, NotFound, and KindsDoNotCombine for the kinds.
    """
    with transaction.atomic():
        application = lock_for_editing(application.pk, by=by, revision=revision)
        answers = {**application.answers, page.value: dict(entries)}
        if page is Page.KINDS:
            check_kinds(kinds_of(answers))
        kept = {k: v for k, v in answers.get("notes", {}).items() if not k.startswith(f"{page}.")}
        answers["notes"] = kept | {f"{page}.{name}": note for name, note in (notes or {}).items()}
        write_answers(application, answers, at=at)
        audit.note("application.page_saved", f"application {application.pk}", by=by, at=at, page=page.value)
    return application
