"""One underwriter accepts an application within the limits of one person, and the fee is stated."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction

from hosho.domain.refusals import BeyondApprovalLimit, ExposureExceeded, ReasonNeeded
from hosho.guarantees import pricing
from hosho.guarantees.checking import Mark, checks, stops
from hosho.guarantees.models import Application, Decision, Fee
from hosho.guarantees.queries.exposure import exposure_of
from hosho.guarantees.settling import state_fee
from hosho.guarantees.steps import lock, move
from hosho.lib.yen import format_yen
from hosho.parties.actor import Actor


def accept(
    application: Application, *, by: Actor, at: datetime, note: str = "", revision: int | None = None
) -> Fee:
    """審査中 → 保証料待ち, or at once 成立 when a collective agreement covers the fee. Returns the stated fee.

    Raises BeyondApprovalLimit or ExposureExceeded where a second person must approve (`propose`), ReasonNeeded when a
    check failed and no note says why it is accepted all the same, Incomplete, MissingGlyphs, OrdererSaysNo,
    NeverElectronic, TariffMissing, ConcurrentEdit, IllegalStep, RoleMissing.
    """
    with transaction.atomic():
        application = lock(application.pk, by=by, revision=revision)
        move(application, "accept", by=by, at=at)
        _within_one_person_s_limits(application)
        _worth_accepting(application, note, at)
        Decision.objects.create(
            application=application, outcome=Decision.Outcome.ACCEPT, by_id=by.person, at=at, note=note
        )
        return state_fee(application, by=by, at=at)


def _within_one_person_s_limits(application: Application) -> None:
    most = settings.SURETY["policy"]["single_decision_limit_yen"]
    if pricing.guaranteed_yen(application.answers) > most:
        raise BeyondApprovalLimit(limit=format_yen(most))
    found = exposure_of(application.contractor)
    if found.exceeded:
        raise ExposureExceeded(total=format_yen(found.total_yen), limit=format_yen(found.limit_yen))


def _worth_accepting(application: Application, note: str, at: datetime) -> None:
    if (refusal := stops(application, at=at)) is not None:
        raise refusal
    if not note.strip() and any(check.mark is Mark.BAD for check in checks(application, at=at)):
        raise ReasonNeeded(field="note")
