"""The issuing jobs, one effect each: seal, time-stamp, deposit, announce. Any may be killed and done again.

Until the deposit is recorded, nobody outside the desk sees anything of the certificate.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache

from django.conf import settings

from hosho import archive
from hosho.certificates.render import Renderer
from hosho.certificates.seal import Rendered, resume, seal, stamp
from hosho.certificates.timestamp import HttpTimeStamper, SwitchingTimeStamper, TimeStamper
from hosho.certificates.trust import TrustAnchors
from hosho.domain.lifecycle import IssuingStage
from hosho.guarantees.actions.announce import announce
from hosho.guarantees.actions.record_deposit import record_deposit
from hosho.guarantees.actions.record_seal import record_seal
from hosho.guarantees.actions.record_time_stamp import record_time_stamp
from hosho.guarantees.issuing import package
from hosho.guarantees.models import Certificate
from hosho.guarantees.signing import sealer
from hosho.lib.clock import now
from hosho.outbox.work import Finish, Work
from hosho.parties.actor import SYSTEM
from hosho.worker.street import street


@lru_cache(maxsize=1)
def renderer() -> Renderer:
    return Renderer()


@lru_cache(maxsize=1)
def time_stamper() -> TimeStamper:
    """The configured authorities, the next one tried when one fails."""
    roots = TrustAnchors.from_folder(settings.HOSHO_TRUST_FOLDER).stamping
    stampers = [HttpTimeStamper(url, roots=roots, clock=now) for url in settings.HOSHO_TIME_STAMP_URLS]
    return stampers[0] if len(stampers) == 1 else SwitchingTimeStamper(stampers)


def seal_certificate(work: Work) -> Finish | None:
    certificate = _at_stage(work, IssuingStage.PREPARED)
    if certificate is None:
        return None
    rendered = Rendered(
        renderer().certificate(json.loads(bytes(certificate.record))), certificate.record_digest
    )
    name = archive.keep(seal(rendered, sealer=sealer(), at=work.at).pdf)
    return lambda: record_seal(certificate, by=SYSTEM, at=work.at, pdf=name)


def stamp_certificate(work: Work) -> Finish | None:
    certificate = _at_stage(work, IssuingStage.SEALED)
    if certificate is None:
        return None
    sealed = resume(archive.read(certificate.pdf), certificate.record_digest)
    stamped = stamp(sealed, stamper=time_stamper())
    name, digest = archive.keep(stamped.pdf), hashlib.sha256(stamped.pdf).hexdigest()
    return lambda: record_time_stamp(
        certificate, by=SYSTEM, at=work.at, pdf=name, pdf_digest=digest, stamped_at=stamped.stamped_at
    )


def deposit_certificate(work: Work) -> Finish | None:
    certificate = _at_stage(work, IssuingStage.STAMPED)
    if certificate is None:
        return None
    parts = package(certificate)
    street().deposit(parts, at=work.at)
    serial = parts.opening_key.serial if parts.opening_key else 0
    return lambda: record_deposit(certificate, by=SYSTEM, at=work.at, key_serial=serial)


def announce_certificate(work: Work) -> Finish | None:
    certificate = _at_stage(work, IssuingStage.DEPOSITED)
    if certificate is None:
        return None
    return lambda: announce(certificate, by=SYSTEM, at=work.at)


def _at_stage(work: Work, stage: IssuingStage) -> Certificate | None:
    """The job's certificate, or None when an earlier attempt already took it past this stage."""
    found = Certificate.objects.select_related("guarantee").get(pk=work.payload["certificate"])
    return found if found.stage == stage.value else None
