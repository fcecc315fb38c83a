"""Drafts nobody has touched for as long as we promised to keep them are thrown away, papers and all."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction

from hosho.domain.lifecycle import ApplicationState
from hosho.guarantees import attachment_files
from hosho.guarantees.models import Application, Attachment
from hosho.parties import audit
from hosho.parties.actor import Actor

# drafts of one night; the next night takes the rest
MOST = 1000


def discard_old_drafts(*, by: Actor, at: datetime) -> int:
    """Delete drafts last touched more than `policy.draft_days` days ago; how many.

    Call inside the transaction that marks the job done. The papers' bytes go after the commit, unless another
    application has the same paper.
    """
    before = at - timedelta(days=settings.SURETY["policy"]["draft_days"])
    old = Application.objects.filter(state=ApplicationState.DRAFT.value, changed_at__lt=before)
    old = old.exclude(attachments__at__gte=before).exclude(attachments__removed_at__gte=before)
    chosen = list(old.order_by("changed_at").values_list("pk", flat=True)[:MOST])
    # locked and asked again: somebody may be typing at this very moment
    drafts = list(
        Application.objects.select_for_update(of=("self",)).filter(
            pk__in=chosen, state=ApplicationState.DRAFT.value, changed_at__lt=before
        )
    )
    papers = Attachment.objects.filter(application__in=drafts)
    digests = set(papers.values_list("digest", flat=True))
    papers.delete()
    for draft in drafts:
        audit.note("application.discarded", f"application {draft.pk}", by=by, at=at, because="untouched")
        draft.delete()
    transaction.on_commit(partial(_forget_unused, digests))
    return len(drafts)


def _forget_unused(digests: set[str]) -> None:
    used = set(Attachment.objects.filter(digest__in=digests).values_list("digest", flat=True))
    for digest in digests - used:
        attachment_files.forget(digest)
