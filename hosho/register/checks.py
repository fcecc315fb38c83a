"""The checks of a deposit that need no table of the register's own: signature, seal, stamp, record, mandate."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from hosho.certificates.inspect import Inspection, inspect
from hosho.certificates.trust import TrustAnchors
from hosho.domain.certificate_record import CertificateRecord
from hosho.domain.deposit import Deposit
from hosho.domain.events import Event
from hosho.domain.kinds import GuaranteeKind
from hosho.domain.refusals import (
    BeyondMandate,
    RecordDigestMismatch,
    RecordMalformed,
    SealNotRegistered,
    SealNotValid,
    SealOutOfTime,
    TimeStampNotValid,
)
from hosho.lib.yen import format_yen
from hosho.register.models import RegisteredSurety, SealCertificate


@dataclass(frozen=True)
class Checked:
    """A certificate that passed every check, ready to be kept."""

    record: CertificateRecord
    record_bytes: bytes
    file_name: str
    stamped_at: datetime


def signer_of(surety: RegisteredSurety, body: bytes, signature: bytes, *, at: datetime) -> SealCertificate:
    """The surety's registered certificate that made this signature. Raises SealNotValid or SealOutOfTime."""
    digest_algorithm = ec.ECDSA(hashes.SHA256())
    for registered in surety.seal_certificates.all():
        key = x509.load_pem_x509_certificate(registered.pem.encode()).public_key()
        if not isinstance(key, ec.EllipticCurvePublicKey):
            continue
        try:
            key.verify(signature, body, digest_algorithm)
        except InvalidSignature:
            continue
        if registered.revoked_at is not None or not registered.valid_from <= at <= registered.valid_to:
            raise SealOutOfTime
        return registered
    raise SealNotValid


def check_certificate(package: Deposit, event: Event, signer: SealCertificate) -> Checked:
    """Check record, PDF and mandate of a package that makes a version. Raises a DepositRefused."""
    if package.record is None or package.pdf is None:
        raise RecordMalformed(detail="record and pdf are missing")
    record = CertificateRecord.from_bytes(package.record)
    digest = hashlib.sha256(package.record).hexdigest()
    if digest != event.data["record_digest"]:
        raise RecordDigestMismatch
    if (record.guarantee_number, record.version) != (event.guarantee_number, event.data["version"]):
        raise RecordDigestMismatch
    if record.surety.code != package.surety_code:
        raise RecordMalformed(detail="surety.code: not the depositing surety's")
    pdf_digest = hashlib.sha256(package.pdf).hexdigest()
    if pdf_digest != event.data["pdf_digest"]:
        raise RecordDigestMismatch
    seen = _inspect(package.pdf, signer)
    if seen.record_digest != digest:
        raise RecordDigestMismatch
    _check_mandate(record, signer)
    assert seen.stamped_at is not None
    return Checked(record, package.record, f"certificates/{pdf_digest}.pdf", seen.stamped_at)


def _inspect(pdf: bytes, signer: SealCertificate) -> Inspection:
    seen = inspect(pdf, anchors=TrustAnchors.from_folder(settings.HOSHO_TRUST_FOLDER))
    if not (seen.intact and seen.covers_whole_file):
        raise SealNotValid
    if seen.signer is None or seen.signer.fingerprint(hashes.SHA256()).hex() != signer.fingerprint:
        raise SealNotRegistered
    if seen.stamped_at is None or not seen.stamp_trusted:
        raise TimeStampNotValid
    if not seen.signed_by_trusted:
        raise SealOutOfTime
    if not seen.genuine and seen.record_digest is not None:
        raise SealNotValid
    return seen


def _check_mandate(record: CertificateRecord, signer: SealCertificate) -> None:
    if signer.kinds and record.kind.value not in signer.kinds:
        raise BeyondMandate(limit="、".join(GuaranteeKind(kind).label for kind in signer.kinds))
    limit = signer.max_amount_yen
    if limit is not None and record.guarantee.amount_yen > limit:
        raise BeyondMandate(limit=format_yen(limit))
