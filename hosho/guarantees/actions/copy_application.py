"""A new draft from an earlier application."""

from __future__ import annotations

import copy
from datetime import datetime

from django.db import transaction

from hosho.domain.application_pages import Page
from hosho.domain.lifecycle import ApplicationState
from hosho.guarantees.editing import write_answers
from hosho.guarantees.models import Application
from hosho.guarantees.steps import lock
from hosho.parties import audit
from hosho.parties.actor import Actor
from hosho.parties.roles import Role


def copy_application(application: Application, *, by: Actor, at: datetime) -> Application:
    """A draft with the earlier answers, all but the declarations, which are made anew; papers are not copied.

    Raises NotAllowed, NotFound.
    """
    by.require(Role.APPLICANT, Role.COMPANY_ADMINISTRATOR)
    with transaction.atomic():
        earlier = lock(application.pk, by=by)
        answers = copy.deepcopy(earlier.answers)
        answers.pop(Page.DECLARATIONS.value, None)
        made = Application.objects.create(
            contractor_id=earlier.contractor_id,
            created_by_id=by.person,
            branch_id=earlier.contractor.branch_id,
            state=ApplicationState.DRAFT.value,
            copied_from=earlier,
            created_at=at,
            changed_at=at,
        )
        write_answers(made, answers, at=at)
        audit.note("application.copied", f"application {made.pk}", by=by, at=at, copied_from=str(earlier.pk))
    return made
