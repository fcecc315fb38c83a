"""A paper is taken off a draft or a returned application."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.domain.refusals import NotFound
from hosho.guarantees.editing import lock_for_editing
from hosho.guarantees.models import Attachment
from hosho.parties import audit
from hosho.parties.actor import Actor


def remove_attachment(attachment: Attachment, *, by: Actor, at: datetime) -> None:
    """Mark it as removed; row and bytes stay, because the desk may have read them. Doing it twice is harmless.

    Raises IllegalStep, RoleMissing, NotFound.
    """
    with transaction.atomic():
        application = lock_for_editing(attachment.application_id, by=by)
        found = application.attachments.select_for_update().filter(pk=attachment.pk).first()
        if found is None:
            raise NotFound
        if found.removed_at is None:
            found.removed_at = at
            found.save(update_fields=["removed_at"])
            audit.note(
                "application.attachment_removed",
                f"application {application.pk}",
                by=by,
                at=at,
                digest=found.digest,
            )
