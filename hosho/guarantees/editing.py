"""The contractor's answers: who may change them when, and the columns that lists search by."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from hosho.domain.application_checks import refusals
from hosho.domain.application_pages import Page, kinds_of, without_unneeded
from hosho.domain.kinds import Delivery, GuaranteeKind
from hosho.domain.lifecycle import ApplicationState, step
from hosho.domain.refusals import Refusal
from hosho.guarantees.models import Application
from hosho.guarantees.orderers import decisions, rules_of
from hosho.guarantees.steps import lock
from hosho.parties.actor import Actor


def lock_for_editing(application_id: UUID, *, by: Actor, revision: int | None = None) -> Application:
    """The locked application when this actor may change its answers now.

    Raises NotFound, ConcurrentEdit, IllegalStep, RoleMissing. Call inside a transaction.
    """
    application = lock(application_id, by=by, revision=revision)
    state = ApplicationState(application.state)
    step(
        state,
        "correct" if state is ApplicationState.RETURNED else "edit",
        {role.value for role in by.roles},
    )
    return application


def write_answers(application: Application, answers: dict[str, Any], *, at: datetime) -> None:
    """Save the answers with the columns made from them; the revision rises."""
    answers = without_unneeded(answers)
    if GuaranteeKind.CONTRACT_RESERVATION in kinds_of(answers) and Page.DELIVERY in answers:
        answers["delivery"] = {**answers["delivery"], "delivery": Delivery.PAPER.value}
    orderer = answers.get("orderer") or {}
    application.answers = answers
    application.kinds = [kind.value for kind in kinds_of(answers)]
    application.delivery = (answers.get("delivery") or {}).get("delivery", "")
    application.orderer_code = orderer.get("code", "")
    application.orderer_name = orderer.get("name", "")
    application.title = (answers.get("contract") or {}).get("title", "")
    application.revision += 1
    application.changed_at = at
    application.save(update_fields=[*COLUMNS, "revision", "changed_at"])


COLUMNS = ("answers", "kinds", "delivery", "orderer_code", "orderer_name", "title")


def standing_in_the_way(answers: dict[str, Any]) -> list[tuple[Page, Refusal]]:
    """Everything that keeps these answers from being submitted, by the orderer's present rules."""
    return refusals(answers, rules=rules_of(answers), decisions=decisions_of(answers))


def decisions_of(answers: dict[str, Any]) -> dict[GuaranteeKind, Any]:
    """The orderer's decisions; none before kinds are chosen."""
    return decisions(answers) if kinds_of(answers) else {}
