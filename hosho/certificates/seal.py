"""Sealing a certificate: `Rendered` → `Sealed` (PAdES B-B) → `Stamped` (PAdES B-T).

The stages are types and each is had only from the one before, so an interrupted job resumes by what it holds, not by
flags:

    rendered = Rendered(pdf, record_digest)
    sealed   = seal(rendered, sealer=sealer, at=at)
    stamped  = stamp(sealed, stamper=stamper)          # stamped.pdf goes to the register

`Sealed.pdf` is a complete signed file and may be kept; `resume(pdf, record_digest)` makes a `Sealed` of it again. A
sealing key lives where it lives (file, HSM, remote seat): the interface is digest in, signature out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from hosho.certificates import cms, pades
from hosho.certificates.timestamp import TimeStamper
from hosho.certificates.timestamp_token import read_token

_BY_A_STAGE = object()


class SealError(Exception):
    """A certificate could not be sealed; the message says why. Nothing half sealed remains."""


class Sealer(Protocol):
    """Holds the surety's sealing key, or knows the way to it."""

    @property
    def certificate(self) -> x509.Certificate:
        """The organisation certificate the key belongs to."""

    @property
    def chain(self) -> Sequence[x509.Certificate]:
        """The authorities between it and the root, without the root."""

    def sign_digest(self, digest: bytes) -> bytes:
        """A DER ECDSA signature over a SHA-256 digest (32 bytes). Raises SealError when the key cannot be reached."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A certificate as the renderer wrote it, and the digest of its record (64 lower-case hex characters)."""

    pdf: bytes
    record_digest: str

    def __post_init__(self) -> None:
        if f"hosho-record-sha256:{self.record_digest}".encode() not in self.pdf:
            raise SealError("the document does not carry the digest of this record")


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed certificate without a time stamp (PAdES B-B). From `seal` or `resume` only."""

    prepared: pades.Prepared
    cms: bytes
    record_digest: str
    made_by: object = field(repr=False, compare=False, default=None)

    def __post_init__(self) -> None:
        _only_by_a_stage(self.made_by)

    @property
    def pdf(self) -> bytes:
        return self.prepared.filled(self.cms)


@dataclass(frozen=True, slots=True)
class Stamped:
    """A sealed and time-stamped certificate (PAdES B-T). From `stamp` only. `stamped_at` is aware, UTC."""

    pdf: bytes
    stamped_at: datetime
    record_digest: str
    made_by: object = field(repr=False, compare=False, default=None)

    def __post_init__(self) -> None:
        _only_by_a_stage(self.made_by)


def seal(rendered: Rendered, *, sealer: Sealer, at: datetime | None = None) -> Sealed:
    """Seals. `at` is the claimed time (left out: the document's own date). Raises SealError, NotFromOurRenderer."""
    prepared = pades.prepare(rendered.pdf, at=at)
    signature = cms.signed_data(
        digest=prepared.digest(),
        certificate=sealer.certificate,
        chain=sealer.chain,
        sign_digest=sealer.sign_digest,
    )
    return Sealed(prepared, signature, rendered.record_digest, _BY_A_STAGE)


def resume(pdf: bytes, record_digest: str) -> Sealed:
    """The `Sealed` a kept `Sealed.pdf` was. Raises NotFromOurRenderer or SealError when it is none of ours."""
    rendered = Rendered(pdf, record_digest)
    prepared = pades.reopen(pdf)
    return Sealed(prepared, prepared.contents(), rendered.record_digest, _BY_A_STAGE)


def stamp(sealed: Sealed, *, stamper: TimeStamper) -> Stamped:
    """Adds the signature time stamp. Raises TimeStampError when no authority gave one; `sealed` may be tried again."""
    # The token is handled as the bytes it came as: re-encoding it may break or hang (documents.md §7, trap 9).
    imprint = hashes.Hash(hashes.SHA256())
    imprint.update(cms.signature_value(sealed.cms))
    token = stamper.stamp(imprint.finalize())
    pdf = sealed.prepared.filled(cms.add_time_stamp(sealed.cms, token))
    return Stamped(pdf, read_token(token).stamped_at, sealed.record_digest, _BY_A_STAGE)


class FileKeySealer:
    """A sealing key (ECDSA P-256) in a PEM file, read once."""

    def __init__(
        self,
        key: ec.EllipticCurvePrivateKey,
        certificate: x509.Certificate,
        chain: Sequence[x509.Certificate] = (),
    ) -> None:
        if not isinstance(key.curve, ec.SECP256R1):
            raise SealError("a sealing key must be ECDSA P-256")
        if key.public_key() != certificate.public_key():
            raise SealError("the sealing key is not the certificate's")
        self._key = key
        self.certificate = certificate
        self.chain = tuple(chain)

    @classmethod
    def from_files(cls, key: Path, certificate: Path, *, password: bytes | None = None) -> "FileKeySealer":
        """`certificate` holds the surety's certificate first, then the authorities above it, all PEM."""
        try:
            loaded = load_pem_private_key(key.read_bytes(), password)
            first, *chain = x509.load_pem_x509_certificates(certificate.read_bytes())
        except (OSError, ValueError, TypeError) as problem:
            raise SealError(f"the sealing key cannot be read: {problem}") from problem
        if not isinstance(loaded, ec.EllipticCurvePrivateKey):
            raise SealError("a sealing key must be ECDSA P-256")
        return cls(loaded, first, chain)

    def sign_digest(self, digest: bytes) -> bytes:
        return self._key.sign(digest, ec.ECDSA(Prehashed(hashes.SHA256())))


def _only_by_a_stage(made_by: object) -> None:
    if made_by is not _BY_A_STAGE:
        raise TypeError("this stage is had only from the one before it")
