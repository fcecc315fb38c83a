"""Reading and judging an RFC 3161 time-stamp token. Used by the client that asks for one and by whoever inspects one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509

from hosho.certificates.cms_reader import (
    HASHES,
    TST_INFO,
    BadSignature,
    Signature,
    digest_of,
    read_signature,
)
from hosho.certificates.der_reader import DerError, Node, read
from hosho.certificates.trust import STAMPING, Untrusted, check_chain

MOST_BYTES = 64 * 1024


class BadToken(ValueError):
    """The bytes are no time-stamp token, or it is not what was asked for."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token as read. `stamped_at` is the authority's claim (UTC) until `check` has passed."""

    signature: Signature
    imprint_algorithm: bytes
    imprint: bytes
    stamped_at: datetime
    nonce: int | None

    def covers(self, data: bytes) -> bool:
        """Whether the imprint is that of `data`."""
        return digest_of(HASHES[self.imprint_algorithm](), data) == self.imprint

    def check_signature(self) -> None:
        """Raises BadToken when the authority's own signature does not verify."""
        try:
            content = self.signature.content or b""
            self.signature.check(digest_of(self.signature.digest_algorithm, content))
        except (BadSignature, DerError, IndexError) as problem:
            raise BadToken(str(problem)) from problem

    def check_trusted(
        self, roots: Sequence[x509.Certificate], revocations: Sequence[x509.CertificateRevocationList] = ()
    ) -> None:
        """Raises Untrusted when no chain to `roots` was valid for time stamping when the token was made."""
        check_chain(
            self.signature.signer,
            self.signature.certificates,
            roots=roots,
            at=self.stamped_at,
            purpose=STAMPING,
            revocations=revocations,
        )


def read_token(data: bytes) -> Token:
    """Parses; checks nothing cryptographic. Raises BadToken."""
    if len(data) > MOST_BYTES:
        raise BadToken("a token larger than any authority writes")
    try:
        signature = read_signature(data)
        if signature.content_type != TST_INFO or signature.content is None:
            raise BadToken("signed, but not a time stamp")
        if signature.time_stamp is not None:
            raise BadToken("a time stamp within a time stamp")
        return _read_info(signature, read(signature.content))
    except (BadSignature, DerError, IndexError, ValueError) as problem:
        raise BadToken(str(problem)) from problem


def _read_info(signature: Signature, info: Node) -> Token:
    version, policy, imprint, serial, moment, *rest = info.expect(0x30).children()
    if version.integer() != 1:
        raise BadToken("another version of time stamp")
    policy.expect(0x06)
    serial.expect(0x02)
    algorithm, digest = imprint.members(0x30, 0x04)
    kind = algorithm.children()[0].value
    if kind not in HASHES:
        raise BadToken("an imprint by an algorithm we do not accept")
    nonces = [node.integer() for node in rest if node.tag == 0x02]
    return Token(signature, kind, digest.value, _moment(moment), nonces[0] if nonces else None)


def _moment(node: Node) -> datetime:
    text = node.expect(0x18).value.decode("ascii")
    whole, _, fraction = text.removesuffix("Z").partition(".")
    if not text.endswith("Z") or len(whole) != 14 or (fraction and not fraction.isdigit()):
        raise BadToken("a time in another form than RFC 3161 asks")
    micro = int(fraction[:6].ljust(6, "0")) if fraction else 0
    return datetime.strptime(whole, "%Y%m%d%H%M%S").replace(microsecond=micro, tzinfo=UTC)


__all__ = ["BadToken", "Token", "Untrusted", "read_token"]
