"""The certificates of the trial authority, one function a kind."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_YEAR = 365
_DIGESTS: dict[int, hashes.SHA256 | hashes.SHA384] = {256: hashes.SHA256(), 384: hashes.SHA384()}


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate and its key."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    def key_pem(self) -> bytes:
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    def certificate_pem(self, *chain: x509.Certificate) -> bytes:
        return b"".join(one.public_bytes(Encoding.PEM) for one in (self.certificate, *chain))


class TrialIssuer:
    """An authority that issues."""

    def __init__(self, issued: Issued) -> None:
        self.issued = issued

    @property
    def certificate(self) -> x509.Certificate:
        return self.issued.certificate

    @classmethod
    def root(cls, name: str, *, at: datetime) -> "TrialIssuer":
        key = ec.generate_private_key(ec.SECP384R1())
        subject = _name(name)
        builder = _authority(_builder(subject, subject, key, at=at, days=30 * _YEAR), path_length=1)
        return cls(Issued(key, builder.sign(key, hashes.SHA384())))

    def authority(self, name: str, *, at: datetime) -> Issued:
        key = ec.generate_private_key(ec.SECP256R1())
        return self._sign(_authority(self._below(_name(name), key, at, 15 * _YEAR), path_length=0), key)

    def seal(self, name: str, organisation: str, *, at: datetime, days: int) -> Issued:
        """An organisation's sealing certificate, valid for `days`."""
        key = ec.generate_private_key(ec.SECP256R1())
        builder = self._below(_name(name, organisation), key, at, days)
        builder = builder.add_extension(
            _usage(digital_signature=True, content_commitment=True), critical=True
        )
        return self._sign(builder, key)

    def time_stamp(self, name: str, *, at: datetime) -> Issued:
        key = ec.generate_private_key(ec.SECP256R1())
        builder = self._below(_name(name), key, at, 10 * _YEAR)
        builder = builder.add_extension(_usage(digital_signature=True), critical=True)
        # RFC 3161 §2.3: this usage alone, and critical.
        stamping = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        return self._sign(builder.add_extension(stamping, critical=True), key)

    def revocations(self, *revoked: x509.Certificate, at: datetime) -> bytes:
        """The list of revoked certificates, PEM, each revoked at `at`, the list valid for a year."""
        builder = x509.CertificateRevocationListBuilder().issuer_name(self.certificate.subject)
        builder = builder.last_update(at).next_update(at + timedelta(days=_YEAR))
        for one in revoked:
            entry = x509.RevokedCertificateBuilder().serial_number(one.serial_number).revocation_date(at)
            builder = builder.add_revoked_certificate(entry.build())
        return builder.sign(self.issued.key, _digest(self.issued.key)).public_bytes(Encoding.PEM)

    def _below(
        self, name: x509.Name, key: ec.EllipticCurvePrivateKey, at: datetime, days: int
    ) -> x509.CertificateBuilder:
        builder = _builder(name, self.certificate.subject, key, at=at, days=days)
        identifier = self.certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
        above = x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier)
        return builder.add_extension(above, critical=False)

    def _sign(self, builder: x509.CertificateBuilder, key: ec.EllipticCurvePrivateKey) -> Issued:
        return Issued(key, builder.sign(self.issued.key, _digest(self.issued.key)))


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, *, at: datetime, days: int
) -> x509.CertificateBuilder:
    start = at - timedelta(days=1)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=days + 1))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _authority(builder: x509.CertificateBuilder, *, path_length: int) -> x509.CertificateBuilder:
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=path_length), critical=True)
    return builder.add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)


def _usage(
    *,
    digital_signature: bool = False,
    content_commitment: bool = False,
    key_cert_sign: bool = False,
    crl_sign: bool = False,
) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        content_commitment=content_commitment,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=key_cert_sign,
        crl_sign=crl_sign,
        encipher_only=False,
        decipher_only=False,
    )


def _name(common: str, organisation: str = "保証電子証書 試験用") -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "JP"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _digest(key: ec.EllipticCurvePrivateKey) -> hashes.SHA256 | hashes.SHA384:
    return _DIGESTS[key.curve.key_size]
