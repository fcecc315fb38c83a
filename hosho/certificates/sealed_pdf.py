"""Finding the one seal of a PDF without believing the PDF (ISO 32000-1 §12.8.1; the attacks of pdf-insecurity.org).

The frame (revisions and cross-reference tables) is read by this module, byte by byte; the structure by qpdf with repair
switched off. What defeats wrapping and forgery is one rule: what lies outside the two signed ranges must be exactly one
hexadecimal string, it must be the very Contents the structure leads to, and it must hold one DER value and zeros.
"""

import io
import re
from dataclasses import dataclass

import pikepdf

from hosho.certificates.der_reader import DerError, read_first
from hosho.certificates.inspection import Problem

MOST_BYTES = 20 * 1024 * 1024
_MOST_CMS_BYTES = 64 * 1024
_MOST_REVISIONS = 16
_MOST_FIELDS = 64
_TAIL = re.compile(rb"startxref\s{1,2}(\d{1,10})\s{1,2}%%EOF[\r\n]{0,2}\Z")
_SECTION = re.compile(rb"(\d{1,7}) (\d{1,7}) ?\r?\n")
_RECORD = re.compile(rb"hosho-record-sha256:([0-9a-f]{64})(?![0-9a-fA-F])")
_HEX = re.compile(rb"<([0-9a-f]+|[0-9A-F]+)>")


class Refused(Exception):
    """This PDF cannot be taken any further; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class FoundSeal:
    """The one seal: the gap `pdf[start:end]`, whether the ranges end where the file ends, the CMS, the record."""

    start: int
    end: int
    signed_until: int
    whole_file: bool
    cms: bytes
    record_digests: frozenset[str]


def find_seal(pdf: bytes) -> FoundSeal:
    """Raises Refused."""
    if len(pdf) > MOST_BYTES:
        raise Refused(Problem.TOO_LARGE)
    if not pdf.startswith(b"%PDF-1."):
        raise Refused(Problem.NOT_A_PDF)
    _check_frame(pdf)
    try:
        with pikepdf.open(io.BytesIO(pdf), attempt_recovery=False, suppress_warnings=True) as document:
            value = _the_signature(document)
            found = _seal(pdf, value, _record_digests(document))
            if document.get_warnings():
                raise Refused(Problem.STRUCTURE_UNREADABLE)
            return found
    except Refused:
        raise
    except (
        pikepdf.PdfError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RuntimeError,
        OverflowError,
    ) as problem:
        raise Refused(Problem.STRUCTURE_UNREADABLE) from problem


def _check_frame(pdf: bytes) -> None:
    """Follows the chain of classic cross-reference tables. Streams for them could hide objects and inflate: refused."""
    tail = _TAIL.search(pdf, max(0, len(pdf) - 64))
    if tail is None:
        raise Refused(Problem.NOT_A_PDF)
    place = int(tail[1])
    seen: set[int] = set()
    while True:
        if place in seen or len(seen) == _MOST_REVISIONS:
            raise Refused(Problem.STRUCTURE_UNREADABLE)
        seen.add(place)
        trailer = _trailer_after(pdf, place)
        if re.search(rb"/XRefStm|/Encrypt|#", trailer):
            raise Refused(Problem.STRUCTURE_UNREADABLE)
        previous = re.findall(rb"/Prev\s+(\d{1,10})", trailer)
        if not previous:
            return
        place = int(previous[0])


def _trailer_after(pdf: bytes, place: int) -> bytes:
    head = re.compile(rb"xref\r?\n").match(pdf, place)
    if head is None:
        raise Refused(Problem.STRUCTURE_UNREADABLE)
    position = head.end()
    while section := _SECTION.match(pdf, position):
        position = section.end() + 20 * int(section[2])
    end = pdf.find(b"startxref", position)
    if not pdf.startswith(b"trailer", position) or end < 0 or end - position > 4096:
        raise Refused(Problem.STRUCTURE_UNREADABLE)
    return pdf[position:end]


def _the_signature(document: pikepdf.Pdf) -> pikepdf.Object:
    form = document.Root.get("/AcroForm")
    fields = form.get("/Fields") if isinstance(form, pikepdf.Dictionary) else None
    if not isinstance(fields, pikepdf.Array) or len(fields) == 0:
        raise Refused(Problem.NO_SEAL)
    if len(fields) > _MOST_FIELDS:
        raise Refused(Problem.STRUCTURE_UNREADABLE)
    seals = [
        one
        for one in fields
        if isinstance(one, pikepdf.Dictionary) and one.get("/FT") == "/Sig" and "/V" in one
    ]
    if not seals:
        raise Refused(Problem.NO_SEAL)
    if len(seals) > 1 or len(fields) > 1:
        raise Refused(Problem.SEVERAL_SEALS)
    value = seals[0]["/V"]
    if not isinstance(value, pikepdf.Dictionary) or value.get("/SubFilter") != "/ETSI.CAdES.detached":
        raise Refused(Problem.SEAL_UNREADABLE)
    return value


def _seal(pdf: bytes, value: pikepdf.Object, records: frozenset[str]) -> FoundSeal:
    start, end, until = _ranges(value, len(pdf))
    held = value.get("/Contents")
    if not isinstance(held, pikepdf.String):
        raise Refused(Problem.CONTENTS_MALFORMED)
    gap = _HEX.fullmatch(pdf, start, end)
    if gap is None or len(gap[1]) % 2:
        raise Refused(Problem.CONTENTS_MALFORMED)
    padded = bytes.fromhex(gap[1].decode())
    if padded != bytes(held) or len(padded) > _MOST_CMS_BYTES:
        raise Refused(Problem.CONTENTS_MALFORMED)
    try:
        cms = read_first(padded).raw
    except DerError as problem:
        raise Refused(Problem.SEAL_UNREADABLE) from problem
    if padded[len(cms) :].strip(b"\x00"):
        raise Refused(Problem.CONTENTS_MALFORMED)
    return FoundSeal(start, end, until, until == len(pdf), cms, records)


def _ranges(value: pikepdf.Object, size: int) -> tuple[int, int, int]:
    """Start and end of the gap, end of the second range."""
    stated = value.get("/ByteRange")
    if not isinstance(stated, pikepdf.Array) or len(stated) != 4:
        raise Refused(Problem.RANGE_MALFORMED)
    numbers = list(stated)
    if not all(isinstance(one, int) and not isinstance(one, bool) for one in numbers):
        raise Refused(Problem.RANGE_MALFORMED)
    zero, start, end, rest = (int(one) for one in numbers)
    if zero != 0 or not 0 < start < end or rest <= 0 or end + rest > size:
        raise Refused(Problem.RANGE_MALFORMED)
    return start, end, end + rest


def _record_digests(document: pikepdf.Pdf) -> frozenset[str]:
    """Every digest the document states, in its Info and in its XMP; one is right, two contradict each other."""
    found: set[bytes] = set()
    keywords = document.trailer.get("/Info", pikepdf.Dictionary()).get("/Keywords")
    if isinstance(keywords, pikepdf.String):
        found.update(_RECORD.findall(str(keywords).encode()))
    metadata = document.Root.get("/Metadata")
    # A compressed XMP could be a bomb, and PDF/A readers must find it plain.
    if isinstance(metadata, pikepdf.Stream) and "/Filter" not in metadata:
        found.update(_RECORD.findall(metadata.read_raw_bytes()))
    return frozenset(one.decode() for one in found)
