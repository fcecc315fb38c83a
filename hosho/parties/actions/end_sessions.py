"""ほかの端末をログアウト: every session of a person ends but the one they are using."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction

from hosho.parties import audit
from hosho.parties.actor import Actor
from hosho.parties.models import Person


def end_sessions(person: Person, *, by: Actor, at: datetime, keep: str | None = None) -> int:
    """End the person's sessions; how many ended. `keep`: the session key that stays. Reads the live sessions one by one."""
    with transaction.atomic():
        ended = 0
        for session in Session.objects.filter(expire_date__gt=at).exclude(session_key=keep).iterator():
            if session.get_decoded().get("_auth_user_id") == str(person.pk):
                session.delete()
                ended += 1
        audit.note("sessions_ended", f"login {person.login_id}", by=by, at=at, count=ended)
    return ended
