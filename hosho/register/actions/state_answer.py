"""確認しました or 確認できません: what somebody with the key said. A statement, not an authenticated acceptance."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.domain.refusals import ReasonNeeded
from hosho.parties.actor import Actor
from hosho.register.models import RegisteredGuarantee, Statement


def state_answer(
    guarantee_id: int,
    *,
    by: Actor,
    at: datetime,
    version: int,
    confirmed: bool,
    department: str,
    name: str,
    once_token: str,
    reason: str = "",
) -> Statement:
    """Keep one answer about one version; the same token again returns the answer already kept.

    The reason is needed for 確認できません and kept only there. Raises ReasonNeeded.
    """
    if not confirmed and not reason.strip():
        raise ReasonNeeded(field="reason")
    with transaction.atomic():
        # the lock makes a double click one after the other, so that the second finds the first
        guarantee = RegisteredGuarantee.objects.select_for_update().get(pk=guarantee_id)
        kept, _ = Statement.objects.get_or_create(
            once_token=once_token,
            defaults={
                "guarantee": guarantee,
                "version": version,
                "confirmed": confirmed,
                "department": department,
                "name": name,
                "reason": "" if confirmed else reason.strip(),
                "at": at,
            },
        )
        return kept
