"""Let a surety read its news over the API: make a token, keep its digest, tell the token once."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from hosho.parties.actor import Actor
from hosho.register.models import NewsAccess, RegisteredSurety
from hosho.register.queries import token_digest

_BYTES = 32


def grant_news_access(surety: RegisteredSurety, *, by: Actor, at: datetime, token: str = "") -> str:
    """Returns the token, a new one unless given. Earlier tokens of the surety end."""
    token = token or secrets.token_urlsafe(_BYTES)
    with transaction.atomic():
        surety = RegisteredSurety.objects.select_for_update().get(pk=surety.pk)
        surety.news_accesses.filter(revoked_at__isnull=True).update(revoked_at=at)
        NewsAccess.objects.create(surety=surety, digest=token_digest(token), granted_at=at)
    return token
