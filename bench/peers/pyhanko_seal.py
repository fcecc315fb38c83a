"""Peer of sealing: pyHanko as its documentation shows it, RSA-2048, PAdES with a time stamp made in the process."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore


class PyHankoSealer:
    """Holds an RSA-2048 key and a self-made certificate; one for the seal, one for the stamp."""

    def __init__(self) -> None:
        key, certificate = _identity("seal", stamps=False)
        stamp_key, stamp_certificate = _identity("stamp", stamps=True)
        self._signer = signers.SimpleSigner(
            signing_cert=certificate, signing_key=key, cert_registry=SimpleCertificateStore()
        )
        self._stamps = DummyTimeStamper(tsa_cert=stamp_certificate, tsa_key=stamp_key)

    def sealed(self, pdf: bytes) -> bytes:
        out = BytesIO()
        signers.sign_pdf(
            IncrementalPdfFileWriter(BytesIO(pdf)),
            signers.PdfSignatureMetadata(
                field_name="Seal", subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256"
            ),
            signer=self._signer,
            timestamper=self._stamps,
            output=out,
        )
        return out.getvalue()


def _identity(name: str, *, stamps: bool) -> tuple[asn1_keys.PrivateKeyInfo, asn1_x509.Certificate]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, f"bench {name}")])
    at = datetime.now(UTC)
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=30))
        .add_extension(usage, critical=True)
    )
    if stamps:
        made = made.add_extension(
            x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.TIME_STAMPING]), critical=True
        )
    signed = made.sign(key, hashes.SHA256())
    der = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return (
        asn1_keys.PrivateKeyInfo.load(der),
        asn1_x509.Certificate.load(signed.public_bytes(serialization.Encoding.DER)),
    )
