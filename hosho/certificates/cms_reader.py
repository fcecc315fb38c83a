"""Reading one CMS signature somebody else wrote, and checking it (RFC 5652, RFC 5035). Shares no code with the writer.

Everything in the structure must be accounted for: an unsigned byte nobody looks at is a byte somebody can change. So
unknown fields, CRLs, second signers and second unsigned attributes are refused rather than skipped.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from hosho.certificates.der_reader import DerError, Node, read

MOST_CERTIFICATES = 16
_NULL = b"\x05\x00"

Hash = Callable[[], hashes.HashAlgorithm]
HASHES: dict[bytes, Hash] = {
    bytes.fromhex("608648016503040201"): hashes.SHA256,
    bytes.fromhex("608648016503040202"): hashes.SHA384,
    bytes.fromhex("608648016503040203"): hashes.SHA512,
}
_RSA = bytes.fromhex("2a864886f70d010101")
_RSA_WITH: dict[bytes, Hash] = {
    bytes.fromhex("2a864886f70d01010b"): hashes.SHA256,
    bytes.fromhex("2a864886f70d01010c"): hashes.SHA384,
    bytes.fromhex("2a864886f70d01010d"): hashes.SHA512,
}
_ECDSA_WITH: dict[bytes, Hash] = {
    bytes.fromhex("2a8648ce3d040302"): hashes.SHA256,
    bytes.fromhex("2a8648ce3d040303"): hashes.SHA384,
    bytes.fromhex("2a8648ce3d040304"): hashes.SHA512,
}
_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_CONTENT_TYPE = bytes.fromhex("2a864886f70d010903")
_MESSAGE_DIGEST = bytes.fromhex("2a864886f70d010904")
_SIGNING_CERTIFICATE = bytes.fromhex("2a864886f70d010910020c")
_SIGNING_CERTIFICATE_V2 = bytes.fromhex("2a864886f70d010910022f")
_TIME_STAMP = bytes.fromhex("2a864886f70d010910020e")
DATA = bytes.fromhex("2a864886f70d010701")
TST_INFO = bytes.fromhex("2a864886f70d0109100104")


class BadSignature(ValueError):
    """The signature is malformed, or does not verify."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One CMS signature, parsed; nothing in it is believed before `check` has passed."""

    content_type: bytes
    content: bytes | None
    certificates: tuple[x509.Certificate, ...]
    signer: x509.Certificate
    digest_algorithm: hashes.HashAlgorithm
    signed_attributes: bytes
    message_digest: bytes
    signing_certificate: bytes | None
    bound_by_sha1: bool
    signature_hash: hashes.HashAlgorithm
    value: bytes
    time_stamp: bytes | None

    def check(self, digest: bytes) -> None:
        """`digest` is of the content, by `digest_algorithm`. Raises BadSignature."""
        if digest != self.message_digest:
            raise BadSignature("the content is not what was signed")
        self._check_binding()
        key = self.signer.public_key()
        try:
            if isinstance(key, ec.EllipticCurvePublicKey):
                key.verify(self.value, self.signed_attributes, ec.ECDSA(self.signature_hash))
            elif isinstance(key, rsa.RSAPublicKey):
                key.verify(self.value, self.signed_attributes, padding.PKCS1v15(), self.signature_hash)
            else:
                raise BadSignature("a kind of key we do not accept")
        except InvalidSignature as problem:
            raise BadSignature("the signature does not verify") from problem

    def _check_binding(self) -> None:
        """signingCertificate(V2): the signer's certificate is the one meant (RFC 5035 §3)."""
        if self.signing_certificate is None:
            raise BadSignature("the signature does not say whose certificate it means")
        first = read(self.signing_certificate).children()[0].children()[0].children()
        # The older attribute, which many time-stamp authorities still write, knows SHA-1 only (RFC 2634 §5.4).
        algorithm: hashes.HashAlgorithm = hashes.SHA1() if self.bound_by_sha1 else hashes.SHA256()  # noqa: S303
        if first[0].tag == 0x30:
            algorithm, first = _digest_algorithm(first[0]), first[1:]
        if first[0].expect(0x04).value != self.signer.fingerprint(algorithm):
            raise BadSignature("the certificate was exchanged")


def read_signature(data: bytes) -> Signature:
    """Parses a ContentInfo with exactly one signer. Raises BadSignature."""
    try:
        return _read_signature(data)
    except BadSignature:
        raise
    except (DerError, ValueError, IndexError, TypeError) as problem:
        raise BadSignature(f"not a signature we can read: {problem}") from problem


def digest_of(algorithm: hashes.HashAlgorithm, *parts: memoryview | bytes) -> bytes:
    running = hashlib.new(algorithm.name)
    for part in parts:
        running.update(part)
    return running.digest()


def _read_signature(data: bytes) -> Signature:
    kind, wrapper = read(data).members(0x06, 0xA0)
    (signed,) = wrapper.children()
    if kind.value != _SIGNED_DATA:
        raise BadSignature("not SignedData")
    version, digests, content, certificates, signers = signed.members(0x02, 0x31, 0x30, 0xA0, 0x31)
    content_type, body = _content(content)
    if version.integer() != (1 if content_type == DATA else 3):
        raise BadSignature("another version of SignedData")
    (signer,) = signers.children()
    (announced,) = digests.children()
    held = _certificates(certificates)
    return _signer_info(signer, announced, content_type, body, held)


def _content(node: Node) -> tuple[bytes, bytes | None]:
    kind, *rest = node.expect(0x30).children()
    if not rest:
        return kind.expect(0x06).value, None
    (wrapper,) = rest
    (body,) = wrapper.expect(0xA0).children()
    return kind.expect(0x06).value, body.expect(0x04).value


def _certificates(node: Node) -> tuple[x509.Certificate, ...]:
    members = node.children()
    if len(members) > MOST_CERTIFICATES:
        raise BadSignature("too many certificates")
    return tuple(x509.load_der_x509_certificate(member.raw) for member in members)


def _signer_info(
    node: Node, announced: Node, content_type: bytes, body: bytes | None, held: tuple[x509.Certificate, ...]
) -> Signature:
    version, who, digest, attributes, algorithm, value, *unsigned = node.expect(0x30).children()
    if version.integer() != 1 or announced.raw != digest.raw or len(unsigned) > 1:
        raise BadSignature("the signer's entry contradicts itself")
    issuer, serial = who.members(0x30, 0x02)
    signers = [
        one
        for one in held
        if one.issuer.public_bytes() == issuer.raw and one.serial_number == serial.integer()
    ]
    if len(signers) != 1:
        raise BadSignature("the signer's certificate is not enclosed")
    known = _attributes(attributes.expect(0xA0))
    if _single(known, _CONTENT_TYPE).expect(0x06).value != content_type:
        raise BadSignature("another kind of content was signed")
    digest_algorithm = _digest_algorithm(digest)
    meant = known.get(_SIGNING_CERTIFICATE_V2) or known.get(_SIGNING_CERTIFICATE)
    return Signature(
        content_type=content_type,
        content=body,
        certificates=held,
        signer=signers[0],
        digest_algorithm=digest_algorithm,
        signed_attributes=b"\x31" + attributes.raw[1:],
        message_digest=_single(known, _MESSAGE_DIGEST).expect(0x04).value,
        signing_certificate=meant[0].raw if meant else None,
        bound_by_sha1=_SIGNING_CERTIFICATE_V2 not in known,
        signature_hash=_signature_hash(algorithm, digest_algorithm),
        value=value.expect(0x04).value,
        time_stamp=_time_stamp(unsigned[0]) if unsigned else None,
    )


def _attributes(node: Node) -> dict[bytes, tuple[Node, ...]]:
    found: dict[bytes, tuple[Node, ...]] = {}
    for attribute in node.children():
        kind, values = attribute.members(0x06, 0x31)
        if kind.value in found or not values.children():
            raise BadSignature("an attribute twice, or empty")
        found[kind.value] = values.children()
    return found


def _single(attributes: dict[bytes, tuple[Node, ...]], kind: bytes) -> Node:
    values = attributes.get(kind, ())
    if len(values) != 1:
        raise BadSignature("a signed attribute is missing")
    return values[0]


def _time_stamp(node: Node) -> bytes:
    attributes = _attributes(node.expect(0xA1))
    if set(attributes) != {_TIME_STAMP} or len(attributes[_TIME_STAMP]) != 1:
        raise BadSignature("unsigned attributes other than one time stamp")
    return attributes[_TIME_STAMP][0].raw


def _algorithm(node: Node) -> bytes:
    kind, *parameters = node.expect(0x30).children()
    if parameters and [one.raw for one in parameters] != [_NULL]:
        raise BadSignature("an algorithm with parameters")
    return kind.expect(0x06).value


def _digest_algorithm(node: Node) -> hashes.HashAlgorithm:
    found = HASHES.get(_algorithm(node))
    if found is None:
        raise BadSignature("a digest algorithm we do not accept")
    return found()


def _signature_hash(node: Node, digest: hashes.HashAlgorithm) -> hashes.HashAlgorithm:
    kind = _algorithm(node)
    if kind == _RSA:
        return digest
    found = _RSA_WITH.get(kind) or _ECDSA_WITH.get(kind)
    if found is None:
        raise BadSignature("a signature algorithm we do not accept")
    return found()
