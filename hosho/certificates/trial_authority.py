"""A certificate authority for trying things out: everything it makes is named 試験用 and proves nothing to anybody.

A real surety brings its own organisation certificate and a real time-stamp authority; those are configuration. The
folder, owner-only:

    root.key root.pem issuing.key issuing.pem seal.key seal.pem (with chain) stamp.key stamp.pem (with chain)
    trust/root.pem trust/root.crl trust/issuing.crl      what a verifier is given (`TrustAnchors.from_folder`)
"""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from hosho.certificates.seal import FileKeySealer
from hosho.certificates.timestamp_authority import TimeStampAuthority
from hosho.certificates.timestamp_server import TimeStampServer
from hosho.certificates.trial_certificates import Issued, TrialIssuer
from hosho.certificates.trust import TrustAnchors
from hosho.lib.clock import now

SURETY = "青海建設保証株式会社（見本）"
_MARK = "試験用"


@dataclass(frozen=True, slots=True)
class TrialAuthority:
    """A folder made by `make_trial_authority`, and what one gets out of it."""

    folder: Path

    def sealer(self, name: str = "seal") -> FileKeySealer:
        """The sealer of the surety first named, or of another made by `add_seal`."""
        return FileKeySealer.from_files(self.folder / f"{name}.key", self.folder / f"{name}.pem")

    def anchors(self) -> TrustAnchors:
        return TrustAnchors.from_folder(self.folder / "trust")

    def time_stamp_authority(self, *, clock: Callable[[], datetime]) -> TimeStampAuthority:
        certificate, *chain = x509.load_pem_x509_certificates((self.folder / "stamp.pem").read_bytes())
        return TimeStampAuthority(_key(self.folder / "stamp.key"), certificate, chain, clock=clock)

    def add_seal(self, name: str, surety: str, *, at: datetime, days: int = 3 * 365) -> FileKeySealer:
        """A sealing certificate for another surety, kept as `name`.key and `name`.pem."""
        issuing = self._issuing()
        made = issuing.seal(f"電子証書印 {_MARK}", surety, at=at, days=days)
        _write(self.folder, name, made, chain=(issuing.certificate,))
        return self.sealer(name)

    def _issuing(self) -> TrialIssuer:
        (certificate,) = x509.load_pem_x509_certificates((self.folder / "issuing.pem").read_bytes())
        return TrialIssuer(Issued(_key(self.folder / "issuing.key"), certificate))


class TrialTimeStampServer(TimeStampServer):
    """The time-stamp authority kept in `folder`, served over HTTP on the loopback address."""

    def __init__(self, folder: Path, port: int = 0, *, clock: Callable[[], datetime] = now) -> None:
        super().__init__(TrialAuthority(folder).time_stamp_authority(clock=clock).answer, port=port)


def make_trial_authority(folder: Path, *, at: datetime, surety: str = SURETY) -> TrialAuthority:
    """Makes the folder, or opens the one that is there. Whole or not at all: it appears under its name when complete.

    `at` is the first moment (aware) the certificates hold, less one day for clocks that differ.
    """
    return _make(folder, at=at, surety=surety)


def make_lookalike_authority(folder: Path, *, at: datetime, surety: str = SURETY) -> TrialAuthority:
    """Another authority with the very same names and other keys, for testing that names alone convince nobody."""
    return _make(folder, at=at, surety=surety)


def _make(folder: Path, *, at: datetime, surety: str) -> TrialAuthority:
    if not (folder / "trust" / "root.pem").exists():
        being_made = folder.with_name(f"{folder.name}.{os.getpid()}.making")
        shutil.rmtree(being_made, ignore_errors=True)
        being_made.mkdir(mode=0o700, parents=True)
        _fill(being_made, at=at, surety=surety)
        being_made.rename(folder)
    return TrialAuthority(folder)


def _fill(folder: Path, *, at: datetime, surety: str) -> None:
    root = TrialIssuer.root(f"保証電子証書 ルート認証局 {_MARK}", at=at)
    issuing = TrialIssuer(root.authority(f"保証電子証書 発行認証局 {_MARK}", at=at))
    seal = issuing.seal(f"電子証書印 {_MARK}", surety, at=at, days=3 * 365)
    stamp = issuing.time_stamp(f"時刻認証局 {_MARK}", at=at)
    _write(folder, "root", root.issued)
    _write(folder, "issuing", issuing.issued)
    _write(folder, "seal", seal, chain=(issuing.certificate,))
    _write(folder, "stamp", stamp, chain=(issuing.certificate,))
    trust = folder / "trust"
    trust.mkdir(mode=0o700)
    _owner_only(trust / "root.pem", root.issued.certificate_pem())
    _owner_only(trust / "root.crl", root.revocations(at=at))
    _owner_only(trust / "issuing.crl", issuing.revocations(at=at))


def _write(folder: Path, name: str, made: Issued, chain: tuple[x509.Certificate, ...] = ()) -> None:
    _owner_only(folder / f"{name}.key", made.key_pem())
    _owner_only(folder / f"{name}.pem", made.certificate_pem(*chain))


def _owner_only(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)


def _key(path: Path) -> ec.EllipticCurvePrivateKey:
    key = load_pem_private_key(path.read_bytes(), None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("a trial key must be an elliptic curve key")
    return key
