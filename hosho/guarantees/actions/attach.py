"""A paper is added to a draft or a returned application."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.domain.application_pages import PURPOSES
from hosho.domain.refusals import EntryRefused, TooManyAttachments
from hosho.guarantees import attachment_files
from hosho.guarantees.editing import lock_for_editing
from hosho.guarantees.models import Application, Attachment
from hosho.lib.uploads import UploadRefused, check
from hosho.parties import audit
from hosho.parties.actor import Actor

MOST_ATTACHMENTS = 20


def attach(
    application: Application, *, purpose: str, name: str, data: bytes, by: Actor, at: datetime
) -> Attachment:
    """Check what the file really is and keep its bytes under their digest. `purpose`: a key of PURPOSES.

    Raises EntryRefused with the checker's sentence, TooManyAttachments, IllegalStep, RoleMissing, NotFound.
    """
    if purpose not in PURPOSES:
        raise EntryRefused(reason="書類の種類を選んでください。", field="purpose")
    try:
        upload = check(name, data)  # outside the transaction: it may take half a second
    except UploadRefused as error:
        raise EntryRefused.of(error, field="file") from error
    with transaction.atomic():
        application = lock_for_editing(application.pk, by=by)
        here = application.attachments.filter(removed_at__isnull=True)
        if same := here.filter(digest=upload.digest, purpose=purpose).first():
            return same
        if here.count() >= MOST_ATTACHMENTS:
            raise TooManyAttachments(limit=str(MOST_ATTACHMENTS), field="file")
        attachment_files.keep(data, upload.digest)
        attachment = Attachment.objects.create(
            application=application,
            purpose=purpose,
            name=upload.safe_name,
            kind=upload.kind.value,
            pages=upload.pages,
            size=upload.size,
            digest=upload.digest,
            by_id=by.person,
            at=at,
        )
        audit.note(
            "application.attached", f"application {application.pk}", by=by, at=at, digest=upload.digest
        )
    # again after the commit: the night's sweep may have thrown the same bytes away with somebody's old draft meanwhile
    attachment_files.keep(data, upload.digest)
    return attachment
