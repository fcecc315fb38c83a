"""The trial authority is complete, owner-only, repeatable, and named so that nobody takes it for a real one."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from cryptography import x509

from hosho.certificates.seal import FileKeySealer, SealError
from hosho.certificates.trial_authority import make_lookalike_authority, make_trial_authority
from tests.certificates.sealing import AT, authority, lookalike


def test_every_certificate_says_it_is_for_trial() -> None:
    paths = sorted(authority().folder.rglob("*.pem"))
    assert {path.name for path in paths} >= {"root.pem", "issuing.pem", "seal.pem", "stamp.pem"}
    for path in paths:
        for certificate in x509.load_pem_x509_certificates(path.read_bytes()):
            for name in (certificate.subject, certificate.issuer):
                assert "試験用" in name.get_attributes_for_oid(x509.NameOID.COMMON_NAME)[0].value


def test_only_the_owner_may_read_the_files() -> None:
    for path in (authority().folder, *authority().folder.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_making_it_again_keeps_what_is_there(tmp_path: Path) -> None:
    first = make_trial_authority(tmp_path / "ca", at=AT).sealer().certificate
    assert make_trial_authority(tmp_path / "ca", at=AT).sealer().certificate == first
    assert [path.name for path in tmp_path.iterdir()] == ["ca"]


def test_the_lookalike_differs_in_keys_only(tmp_path: Path) -> None:
    real, other = authority().sealer().certificate, lookalike().sealer().certificate
    assert make_lookalike_authority(tmp_path / "again", at=AT).sealer().certificate.subject == real.subject
    assert (other.subject, other.issuer) == (real.subject, real.issuer)
    assert other.public_key() != real.public_key()


def test_a_second_surety_gets_its_own_seal() -> None:
    sealer = authority().add_seal("second", "黒潮建設保証株式会社（見本）", at=AT)
    names = sealer.certificate.subject.get_attributes_for_oid(x509.NameOID.ORGANIZATION_NAME)
    assert names[0].value == "黒潮建設保証株式会社（見本）"


def test_a_key_that_is_not_the_certificates_is_refused() -> None:
    folder, other = authority().folder, lookalike().folder
    with pytest.raises(SealError, match="not the certificate's"):
        FileKeySealer.from_files(other / "seal.key", folder / "seal.pem")


def test_a_missing_key_is_a_seal_error(tmp_path: Path) -> None:
    with pytest.raises(SealError, match="cannot be read"):
        FileKeySealer.from_files(tmp_path / "none.key", authority().folder / "seal.pem")


def test_the_revocation_lists_are_signed_by_their_authorities() -> None:
    folder = authority().folder
    for name in ("root", "issuing"):
        listed = x509.load_pem_x509_crl((folder / "trust" / f"{name}.crl").read_bytes())
        issuer = x509.load_pem_x509_certificate((folder / f"{name}.pem").read_bytes())
        assert listed.is_signature_valid(issuer.public_key())  # type: ignore[arg-type]
