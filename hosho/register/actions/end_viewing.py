"""終了する: what a look-up opened is closed, also for a copy of the browser's cookie."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.parties.actor import Actor
from hosho.register.models import LookUp


def end_viewing(look_up_id: int, *, by: Actor, at: datetime) -> None:
    """End one look-up; ending it twice changes nothing."""
    with transaction.atomic():
        LookUp.objects.filter(pk=look_up_id, ended_at__isnull=True).update(ended_at=at)
