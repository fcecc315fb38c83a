"""Writing CMS SignedData (RFC 5652) as PAdES wants it: ETSI EN 319 142-1 §6.3, RFC 5035 for signingCertificateV2.

Signed attributes are contentType, messageDigest and signingCertificateV2. There is no signing-time: PAdES keeps the
claimed time in the PDF's signature dictionary, and the time worth believing is the time stamp's.

ECDSA P-256 with SHA-256 is the only thing written here. `cryptography` cannot write signingCertificateV2, and asn1crypto
spends 39 ms re-encoding what takes 0.05 ms here; see docs/decisions/0010-own-signer.md.
"""

import hashlib
from collections.abc import Callable, Sequence
from functools import lru_cache

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from hosho.certificates import der, der_reader

DATA = "1.2.840.113549.1.7.1"
SIGNED_DATA = "1.2.840.113549.1.7.2"
CONTENT_TYPE = "1.2.840.113549.1.9.3"
MESSAGE_DIGEST = "1.2.840.113549.1.9.4"
SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47"
TIME_STAMP_TOKEN = "1.2.840.113549.1.9.16.2.14"  # noqa: S105  an attribute, no secret
TST_INFO = "1.2.840.113549.1.9.16.1.4"

SHA256 = der.sequence(der.oid("2.16.840.1.101.3.4.2.1"))
ECDSA_WITH_SHA256 = der.sequence(der.oid("1.2.840.10045.4.3.2"))

SignDigest = Callable[[bytes], bytes]


def signed_data(
    *,
    digest: bytes,
    certificate: x509.Certificate,
    chain: Sequence[x509.Certificate],
    sign_digest: SignDigest,
    content: bytes | None = None,
    content_type: str = DATA,
) -> bytes:
    """A ContentInfo holding one signature.

    `digest` is the SHA-256 of the content signed; `content` is None for a detached signature (a PDF) and the bytes
    themselves for a time-stamp token. `sign_digest` takes 32 bytes and gives a DER ECDSA signature.
    """
    attributes = _signed_attributes(content_type, digest, certificate)
    # RFC 5652 §5.4: signed is the SET OF, though it is stored under the tag [0].
    signature = sign_digest(hashlib.sha256(der.set_of(*attributes)).digest())
    signer = der.sequence(
        der.integer(1),
        _issuer_and_serial(certificate),
        SHA256,
        der.explicit(0, *sorted(attributes)),
        ECDSA_WITH_SHA256,
        der.octets(signature),
    )
    body = b"" if content is None else der.explicit(0, der.octets(content))
    data = der.sequence(
        der.integer(1 if content_type == DATA else 3),
        der.set_of(SHA256),
        der.sequence(der.oid(content_type), body),
        der.explicit(0, *sorted(_encoded(one) for one in (certificate, *chain))),
        der.set_of(signer),
    )
    return der.sequence(der.oid(SIGNED_DATA), der.explicit(0, data))


def add_time_stamp(cms: bytes, token: bytes) -> bytes:
    """The same signature with `token` (bytes, kept as they came) as its signature-time-stamp attribute."""
    info_oid, wrapper = der_reader.read(cms).members(0x06, 0xA0)
    (data,) = wrapper.children()
    *before, signers = data.children()
    (signer,) = signers.children()
    attribute = der.sequence(der.oid(TIME_STAMP_TOKEN), der.set_of(token))
    stamped = der.sequence(*(node.raw for node in signer.children()), der.explicit(1, attribute))
    rebuilt = der.sequence(*(node.raw for node in before), der.set_of(stamped))
    return der.sequence(info_oid.raw, der.explicit(0, rebuilt))


def signature_value(cms: bytes) -> bytes:
    """The signature octets a time stamp must cover (RFC 3161 appendix A)."""
    _, wrapper = der_reader.read(cms).members(0x06, 0xA0)
    (data,) = wrapper.children()
    (signer,) = data.children()[-1].children()
    return signer.children()[5].expect(0x04).value


def _signed_attributes(content_type: str, digest: bytes, certificate: x509.Certificate) -> list[bytes]:
    return [
        der.sequence(der.oid(CONTENT_TYPE), der.set_of(der.oid(content_type))),
        der.sequence(der.oid(MESSAGE_DIGEST), der.set_of(der.octets(digest))),
        _signing_certificate(certificate),
    ]


@lru_cache(maxsize=64)
def _signing_certificate(certificate: x509.Certificate) -> bytes:
    """signingCertificateV2: binds the signature to this certificate (SHA-256 is the default and left out)."""
    name = der.explicit(4, certificate.issuer.public_bytes())
    issuer = der.sequence(der.sequence(name), der.integer(certificate.serial_number))
    fingerprint = der.octets(hashlib.sha256(_encoded(certificate)).digest())
    value = der.sequence(der.sequence(der.sequence(fingerprint, issuer)))
    return der.sequence(der.oid(SIGNING_CERTIFICATE_V2), der.set_of(value))


@lru_cache(maxsize=64)
def _issuer_and_serial(certificate: x509.Certificate) -> bytes:
    return der.sequence(certificate.issuer.public_bytes(), der.integer(certificate.serial_number))


@lru_cache(maxsize=64)
def _encoded(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.DER)
