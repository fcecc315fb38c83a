"""Somebody has what the other side wrote before their eyes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.domain.refusals import NotFound
from hosho.guarantees.models import Application
from hosho.parties.actor import Actor
from hosho.parties.roles import Side


def mark_messages_read(application: Application, *, by: Actor, at: datetime) -> int:
    """Mark the other side's lines that are there by `at` as read; how many were not. Raises NotFound for a stranger."""
    if by.side is Side.CONTRACTOR and application.contractor_id == by.home:
        other = Side.SURETY
    elif by.side is Side.SURETY:
        other = Side.CONTRACTOR
    else:
        raise NotFound
    with transaction.atomic():
        return application.messages.filter(side=other.value, read_at=None, at__lte=at).update(read_at=at)
