"""Whom to believe: chains of certificates from a signer to an anchor, valid at a moment (RFC 5280 §6, the part we need).

`cryptography.x509.verification` checks TLS servers and clients; a seal or a time stamp has neither purpose, so the few
checks stand here one by one. What is not understood (a critical extension, a name constraint) is refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, ExtensionOID

SEALING = "sealing"
STAMPING = "stamping"
_LONGEST = 6
_UNDERSTOOD = {
    ExtensionOID.BASIC_CONSTRAINTS,
    ExtensionOID.KEY_USAGE,
    ExtensionOID.EXTENDED_KEY_USAGE,
    ExtensionOID.CERTIFICATE_POLICIES,
}
_Known = TypeVar("_Known", bound=x509.ExtensionType)
_BROKEN_HASHES = (hashes.MD5, hashes.SHA1)


class Untrusted(Exception):
    """No chain to an anchor. `code` is one of: unknown, expired, revoked, purpose, weak, extra."""

    def __init__(self, code: str, why: str) -> None:
        super().__init__(why)
        self.code = code


@dataclass(frozen=True, slots=True)
class TrustAnchors:
    """The certificates where belief begins, and what has been revoked below them.

    An anchor may be a root, an issuing authority, or a surety's own registered certificate.
    """

    sealing: tuple[x509.Certificate, ...]
    stamping: tuple[x509.Certificate, ...]
    revocations: tuple[x509.CertificateRevocationList, ...] = ()

    @classmethod
    def from_folder(cls, folder: Path) -> "TrustAnchors":
        """Reads `sealing/*.pem`, `stamping/*.pem`, `*.pem` (trusted for both) and `*.crl` (PEM). Raises ValueError."""
        both = _load(folder)
        revocations = tuple(
            x509.load_pem_x509_crl(path.read_bytes()) for path in sorted(folder.glob("*.crl"))
        )
        return cls(both + _load(folder / SEALING), both + _load(folder / STAMPING), revocations)


def check_chain(
    leaf: x509.Certificate,
    enclosed: Sequence[x509.Certificate],
    *,
    roots: Sequence[x509.Certificate],
    at: datetime,
    purpose: str,
    revocations: Sequence[x509.CertificateRevocationList] = (),
) -> tuple[x509.Certificate, ...]:
    """The chain from `leaf` to an anchor, anchor included. Raises Untrusted.

    Every enclosed certificate must be part of it: one that is not would be a place in the file nobody checks.
    """
    _check_purpose(leaf, purpose)
    chain = _find_chain(leaf, enclosed, roots)
    for place, certificate in enumerate(chain):
        _check_strength(certificate)
        _check_extensions(certificate)
        if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
            raise Untrusted("expired", "a certificate was not valid at the time")
        if place:
            _check_authority(certificate, below=place - 1)
            _check_revocation(chain[place - 1], certificate, revocations, at)
    if any(one not in chain for one in enclosed):
        raise Untrusted("extra", "a certificate that belongs to nobody is enclosed")
    return chain


def _find_chain(
    leaf: x509.Certificate, enclosed: Sequence[x509.Certificate], roots: Sequence[x509.Certificate]
) -> tuple[x509.Certificate, ...]:
    chain = [leaf]
    while chain[-1] not in roots:
        if len(chain) == _LONGEST:
            raise Untrusted("unknown", "the chain is too long")
        above = next(
            (one for one in (*roots, *enclosed) if one not in chain and _issued(one, chain[-1])), None
        )
        if above is None:
            raise Untrusted("unknown", "no chain to a trusted authority")
        chain.append(above)
    return tuple(chain)


def _issued(issuer: x509.Certificate, subject: x509.Certificate) -> bool:
    if issuer.subject != subject.issuer:
        return False
    try:
        subject.verify_directly_issued_by(issuer)
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
        return False
    return True


def _check_strength(certificate: x509.Certificate) -> None:
    key = certificate.public_key()
    strong = (isinstance(key, ec.EllipticCurvePublicKey) and key.curve.key_size >= 256) or (
        isinstance(key, rsa.RSAPublicKey) and key.key_size >= 2048
    )
    if not strong or isinstance(certificate.signature_hash_algorithm, _BROKEN_HASHES):
        raise Untrusted("weak", "a key or a digest too weak to be believed")


def _check_extensions(certificate: x509.Certificate) -> None:
    if any(one.critical and one.oid not in _UNDERSTOOD for one in certificate.extensions):
        raise Untrusted("purpose", "a critical extension we do not understand")


def _check_authority(certificate: x509.Certificate, *, below: int) -> None:
    constraints = _extension(certificate, x509.BasicConstraints)
    usage = _extension(certificate, x509.KeyUsage)
    if constraints is None or not constraints.ca or usage is None or not usage.key_cert_sign:
        raise Untrusted("purpose", "a certificate that may not issue others")
    if constraints.path_length is not None and below > constraints.path_length:
        raise Untrusted("purpose", "more authorities below than allowed")


def _check_purpose(leaf: x509.Certificate, purpose: str) -> None:
    usage = _extension(leaf, x509.KeyUsage)
    if usage is None or not (usage.digital_signature or usage.content_commitment):
        raise Untrusted("purpose", "a certificate that may not sign documents")
    constraints = _extension(leaf, x509.BasicConstraints)
    if constraints is not None and constraints.ca:
        raise Untrusted("purpose", "an authority's certificate used as a signer's")
    extended = _extension(leaf, x509.ExtendedKeyUsage)
    if purpose == STAMPING and (extended is None or list(extended) != [ExtendedKeyUsageOID.TIME_STAMPING]):
        raise Untrusted("purpose", "not a certificate for time stamps")
    if purpose == SEALING and extended is not None and list(extended) == [ExtendedKeyUsageOID.TIME_STAMPING]:
        raise Untrusted("purpose", "a certificate for time stamps used as a seal")


def _check_revocation(
    subject: x509.Certificate,
    issuer: x509.Certificate,
    revocations: Sequence[x509.CertificateRevocationList],
    at: datetime,
) -> None:
    for known in revocations:
        key = issuer.public_key()
        if known.issuer != issuer.subject or not isinstance(
            key, ec.EllipticCurvePublicKey | rsa.RSAPublicKey
        ):
            continue
        if not known.is_signature_valid(key):
            continue
        entry = known.get_revoked_certificate_by_serial_number(subject.serial_number)
        if entry is not None and entry.revocation_date_utc <= at:
            raise Untrusted("revoked", "a certificate had been revoked")


def _extension(certificate: x509.Certificate, kind: type[_Known]) -> _Known | None:
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None


def _load(folder: Path) -> tuple[x509.Certificate, ...]:
    paths = sorted(folder.glob("*.pem")) if folder.is_dir() else []
    return tuple(one for path in paths for one in x509.load_pem_x509_certificates(path.read_bytes()))
