"""The certificate on the screen and on paper: content, status, versions, seal; and this guarantee's history."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hosho.domain import certificate as wording
from hosho.domain.kinds import GuaranteeKind, version_label
from hosho.domain.lifecycle import GuaranteeStatus
from hosho.guarantees.queries import certificates
from hosho.guarantees.queries.handing_in import guide
from hosho.guarantees.queries.history import history as history_of
from hosho.guarantees.queries.progress import progress_of
from hosho.guarantees.queries.seal_facts import seal_facts
from hosho.lib.clock import now
from hosho.portals.contractor.certificates.doors import FOR_KEYS, guarantee_of, may_read
from hosho.portals.guards import actor_of


@may_read
def certificate(request: HttpRequest, guarantee_id: UUID, version: int | None = None) -> HttpResponse:
    """電子証書の内容; an earlier version where its number is asked for."""
    guarantee = guarantee_of(request, guarantee_id)
    shown = certificates.certificate(guarantee, version)
    record = certificates.record(shown)
    before = certificates.certificate(guarantee, shown.version - 1) if shown.version > 1 else None
    page = {
        "guarantee": guarantee,
        "certificate": shown,
        "kind": GuaranteeKind(guarantee.kind),
        "document": f"保証証書（{GuaranteeKind(guarantee.kind).label}）",
        "version": version_label(shown.version),
        "is_current": shown.version == guarantee.current_version,
        "status": GuaranteeStatus(guarantee.status),
        "promise": wording.promise(record),
        "rows": wording.rows(record),
        "changes": wording.changes(certificates.record(before), record) if before else [],
        "versions": [(row, version_label(row.version)) for row in certificates.versions(guarantee)],
        "seal": seal_facts(shown),
        "progress": progress_of(guarantee),
        "may_hand_in": actor_of(request).may(*FOR_KEYS),
        "who": _who(request),
        "at": now(),
    }
    return render(request, "contractor/certificates/certificate.html", page)


@may_read
def history(request: HttpRequest, guarantee_id: UUID) -> HttpResponse:
    """この保証の履歴."""
    guarantee = guarantee_of(request, guarantee_id)
    page = {
        "guarantee": guarantee,
        "kind": GuaranteeKind(guarantee.kind),
        "happenings": history_of(guarantee),
        "displays": certificates.displays(guarantee),
        "contact": guide(guarantee).contact,
        "who": _who(request),
        "at": now(),
    }
    return render(request, "contractor/certificates/history.html", page)


def _who(request: HttpRequest) -> str:
    actor = actor_of(request)
    return f"{actor.organisation_name}　{actor.name}"
