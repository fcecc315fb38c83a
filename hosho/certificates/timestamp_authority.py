"""The answering side of RFC 3161: what the trial server and the tests speak. Not an accredited authority."""

import hashlib
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed

from hosho.certificates import cms, der
from hosho.certificates.der_reader import DerError, Node, read

# Under the arc for examples (2.999): nobody can take this policy for a real one.
TRIAL_POLICY = "2.999.47.1"
_DIGEST_SIZES = {
    bytes.fromhex("608648016503040201"): 32,
    bytes.fromhex("608648016503040202"): 48,
    bytes.fromhex("608648016503040203"): 64,
}
# PKIFailureInfo bits (RFC 3161 §2.4.2).
BAD_ALGORITHM, BAD_REQUEST, BAD_FORMAT = 0, 2, 5


class TimeStampAuthority:
    """Signs time stamps with an ECDSA P-256 key; `clock` gives the time it vouches for."""

    def __init__(
        self,
        key: ec.EllipticCurvePrivateKey,
        certificate: x509.Certificate,
        chain: Sequence[x509.Certificate],
        *,
        clock: Callable[[], datetime],
    ) -> None:
        self._key = key
        self._certificate = certificate
        self._chain = tuple(chain)
        self._clock = clock

    def answer(self, query: bytes) -> bytes:
        """The TimeStampResp to a TimeStampReq; a refusal says why in its failure bits."""
        try:
            version, imprint, *options = read(query).expect(0x30).children()
            algorithm, digest = imprint.members(0x30, 0x04)
            kind = algorithm.children()[0].expect(0x06).value
            nonces = [option.integer() for option in options if option.tag == 0x02]
            if version.integer() != 1:
                return refusal(BAD_REQUEST)
        except (DerError, ValueError, IndexError):
            return refusal(BAD_FORMAT)
        if _DIGEST_SIZES.get(kind) != len(digest.value):
            return refusal(BAD_ALGORITHM)
        token = self.token(
            kind, digest.value, nonce=nonces[0] if nonces else None, with_chain=_wants(options)
        )
        return der.sequence(der.sequence(der.integer(0)), token)

    def token(self, algorithm: bytes, digest: bytes, *, nonce: int | None, with_chain: bool = True) -> bytes:
        """A token over `digest`; `algorithm` is the body of the digest's object identifier."""
        info = der.sequence(
            der.integer(1),
            der.oid(TRIAL_POLICY),
            der.sequence(der.sequence(der.tlv(0x06, algorithm)), der.octets(digest)),
            der.integer(secrets.randbits(63)),
            der.generalized_time(self._clock()),
            b"" if nonce is None else der.integer(nonce),
        )
        return cms.signed_data(
            digest=hashlib.sha256(info).digest(),
            certificate=self._certificate,
            chain=self._chain if with_chain else (),
            sign_digest=lambda one: self._key.sign(one, ec.ECDSA(Prehashed(hashes.SHA256()))),
            content=info,
            content_type=cms.TST_INFO,
        )


def refusal(failure_bit: int) -> bytes:
    """A TimeStampResp with status rejection (2) and one failure bit."""
    octet, bit = divmod(failure_bit, 8)
    bits = bytes(octet) + bytes((0x80 >> bit,))
    return der.sequence(der.sequence(der.integer(2), der.tlv(0x03, bytes((7 - bit,)), bits)))


def _wants(options: Sequence[Node]) -> bool:
    """Whether certReq is set. Ours are always enclosed down to the authority's own certificate; the chain only when asked."""
    return any(option.tag == 0x01 and option.value == b"\xff" for option in options)
