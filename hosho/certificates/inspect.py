"""Inspecting a sealed certificate, with nothing but the file and the anchors one trusts.

    1  find the one seal (`sealed_pdf`); outside its ranges lies nothing but the signature itself
    2  the seal verifies over the ranges (`cms_reader`)
    3  its time stamp covers the seal's signature value and comes from a trusted authority
    4  the signer's chain held at the stamped time (`trust`)
    5  the document states the digest of its record

Never raises for what is in the file, needs neither network nor Django, and works in time and memory bounded by the size of
the file. It shares no code with the signer.
"""

from datetime import datetime

from hosho.certificates.cms_reader import DATA, BadSignature, Signature, digest_of, read_signature
from hosho.certificates.inspection import Inspection, Problem
from hosho.certificates.sealed_pdf import FoundSeal, Refused, find_seal
from hosho.certificates.timestamp_token import BadToken, Token, read_token
from hosho.certificates.trust import SEALING, TrustAnchors, Untrusted, check_chain

__all__ = ["Inspection", "Problem", "TrustAnchors", "inspect"]

_SIGNER_PROBLEMS = {
    "unknown": Problem.SIGNER_UNKNOWN,
    "expired": Problem.SIGNER_EXPIRED,
    "revoked": Problem.SIGNER_REVOKED,
    "purpose": Problem.SIGNER_PURPOSE,
    "weak": Problem.SIGNER_WEAK,
    "extra": Problem.SIGNER_EXTRA,
}


def inspect(pdf: bytes, *, anchors: TrustAnchors) -> Inspection:
    """What `pdf` shows by itself. Garbage gives an Inspection with problems, never an exception."""
    try:
        return _inspect(pdf, anchors)
    except Exception:  # noqa: BLE001  a mutated certificate makes the libraries raise whatever they like
        return Inspection(problems=(Problem.SEAL_UNREADABLE,))


def _inspect(pdf: bytes, anchors: TrustAnchors) -> Inspection:
    try:
        seal = find_seal(pdf)
    except Refused as refused:
        return Inspection(problems=(refused.problem,))
    problems: list[Problem] = [] if seal.whole_file else [Problem.NOT_WHOLE_FILE]
    record = _record(seal, problems)
    try:
        signature = read_signature(seal.cms)
    except BadSignature:
        problems.append(Problem.SEAL_UNREADABLE)
        return Inspection(covers_whole_file=seal.whole_file, record_digest=record, problems=tuple(problems))
    intact = _verifies(pdf, seal, signature, problems)
    token = _token(signature, problems)
    stamp_trusted = token is not None and _stamp_is_trusted(token, anchors, problems)
    stamped_at = token.stamped_at if token else None
    trusted = _signer_is_trusted(signature, stamped_at if stamp_trusted else None, anchors, problems)
    return Inspection(
        intact=intact,
        covers_whole_file=seal.whole_file,
        signer=signature.signer,
        signed_by_trusted=trusted,
        stamped_at=stamped_at,
        stamp_trusted=stamp_trusted,
        record_digest=record,
        problems=tuple(problems),
    )


def _record(seal: FoundSeal, problems: list[Problem]) -> str | None:
    if len(seal.record_digests) == 1:
        return next(iter(seal.record_digests))
    problems.append(Problem.RECORD_AMBIGUOUS if seal.record_digests else Problem.RECORD_MISSING)
    return None


def _verifies(pdf: bytes, seal: FoundSeal, signature: Signature, problems: list[Problem]) -> bool:
    if signature.content_type != DATA or signature.content is not None:
        problems.append(Problem.SEAL_INVALID)
        return False
    view = memoryview(pdf)
    digest = digest_of(signature.digest_algorithm, view[: seal.start], view[seal.end : seal.signed_until])
    if digest != signature.message_digest:
        problems.append(Problem.CONTENT_CHANGED)
        return False
    try:
        signature.check(digest)
    except (ValueError, IndexError, TypeError):
        problems.append(Problem.SEAL_INVALID)
        return False
    return True


def _token(signature: Signature, problems: list[Problem]) -> Token | None:
    if signature.time_stamp is None:
        problems.append(Problem.STAMP_MISSING)
        return None
    try:
        token = read_token(signature.time_stamp)
        token.check_signature()
        if not token.covers(signature.value):
            raise BadToken("a stamp over another signature")
    except (BadToken, ValueError, TypeError):
        problems.append(Problem.STAMP_INVALID)
        return None
    return token


def _stamp_is_trusted(token: Token, anchors: TrustAnchors, problems: list[Problem]) -> bool:
    try:
        token.check_trusted(anchors.stamping, anchors.revocations)
    except (Untrusted, ValueError, TypeError):
        problems.append(Problem.STAMP_UNTRUSTED)
        return False
    return True


def _signer_is_trusted(
    signature: Signature, at: datetime | None, anchors: TrustAnchors, problems: list[Problem]
) -> bool:
    """Judged at the stamped time. Without one, a signer that is unknown anyway is still named as such."""
    moment = at or signature.signer.not_valid_before_utc
    try:
        check_chain(
            signature.signer,
            signature.certificates,
            roots=anchors.sealing,
            at=moment,
            purpose=SEALING,
            revocations=anchors.revocations,
        )
    except Untrusted as untrusted:
        problems.append(_SIGNER_PROBLEMS[untrusted.code])
        return False
    except (ValueError, TypeError):
        problems.append(Problem.SIGNER_UNKNOWN)
        return False
    if at is None:
        problems.append(Problem.TIME_UNKNOWN)
    return at is not None
