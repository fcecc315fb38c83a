"""Whether a kept certificate is still what was sealed: three answers, never a guess.

The stored file is read and digested each time, so damage is seen at the next look; the costly inspection of seal, stamp
and chain is kept for some minutes under the file's name, which is its digest.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from enum import StrEnum

import structlog
from django.conf import settings

from hosho import archive
from hosho.certificates.inspect import Inspection, inspect
from hosho.certificates.trust import TrustAnchors
from hosho.register.queries import View

log = structlog.get_logger("hosho.register")

# seconds; a revocation list put into the trust folder is heeded within this time
KEPT = 600
_MOST = 512
_seen: OrderedDict[tuple[str, str], tuple[float, Inspection]] = OrderedDict()


class SealState(StrEnum):
    GENUINE = "genuine"
    NOT_GENUINE = "not_genuine"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True)
class SealCheck:
    """The answer, with the inspection's own sentences where something was found."""

    state: SealState
    sentences: tuple[str, ...] = ()

    @property
    def genuine(self) -> bool:
        return self.state is SealState.GENUINE

    @property
    def failed(self) -> bool:
        return self.state is SealState.NOT_GENUINE


def check_seal(view: View) -> SealCheck:
    """Read the kept PDF of a version and check it against its record. Never raises for what it finds."""
    try:
        pdf = archive.read(view.pdf)
    except archive.Damaged:
        return _failed(view, "stored file damaged")
    except OSError:
        log.exception("stored_certificate_unreadable", number=view.number, version=view.version)
        return SealCheck(SealState.CANNOT_TELL)
    try:
        seen = _inspected(pdf, view.pdf)
    except (OSError, ValueError):
        # the trust folder is missing or unreadable: that says nothing about the certificate
        log.exception("trust_anchors_unreadable")
        return SealCheck(SealState.CANNOT_TELL)
    if not seen.genuine:
        return _failed(view, "inspection", seen.sentences)
    if not _belong_together(view, seen):
        return _failed(view, "record and file are not the deposited ones")
    return SealCheck(SealState.GENUINE)


def _belong_together(view: View, seen: Inspection) -> bool:
    same_record = view.record_intact and seen.record_digest == view.record_digest
    return same_record and view.pdf_digest in view.pdf


def _failed(view: View, why: str, sentences: tuple[str, ...] = ()) -> SealCheck:
    log.error("seal_check_failed", number=view.number, version=view.version, why=why)
    return SealCheck(SealState.NOT_GENUINE, sentences)


def _inspected(pdf: bytes, name: str) -> Inspection:
    trust = settings.HOSHO_TRUST_FOLDER
    known, at = (str(trust), name), time.monotonic()
    kept = _seen.get(known)
    if kept is not None and at - kept[0] < KEPT:
        return kept[1]
    anchors = TrustAnchors.from_folder(trust)
    if not anchors.sealing or not anchors.stamping:
        raise ValueError(f"{trust} holds no certificate to believe")
    seen = inspect(pdf, anchors=anchors)
    _seen[known] = (at, seen)
    while len(_seen) > _MOST:
        _seen.popitem(last=False)
    return seen
