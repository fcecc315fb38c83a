"""One incremental update that puts an invisible signature field into a rendered PDF (ISO 32000-1 §12.8, PAdES).

Four objects are written: the signature, its widget, the first page with the widget, the catalog with the form. What keeps
the file PDF/A-2a and PDF/UA-1: a newline before the first object (ISO 19005-2 §6.1.9; typst ends without one), a widget
of zero size that is flagged Print and not Hidden (§6.3.2-6.3.3), a name for screen readers (TU), no JavaScript, and a
ByteRange over the whole file (§6.4.3).
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from hosho.certificates import der_reader
from hosho.certificates.rendered_pdf import NotFromOurRenderer, RenderedPdf, read_rendered

# Bytes kept free for the CMS: ours takes about 1.5 KB, a token with its chain 2 to 7 KB.
RESERVED = 12_288
_FIELD_NAME = "電子証書の電子署名"
_PRINT_AND_LOCKED = 132
_RANGE = re.compile(rb"/ByteRange\[( *\d+) ( *\d+) ( *\d+) ( *\d+)\]/Contents<")


class SealTooLarge(ValueError):
    """The signature with its certificates and time stamp does not fit the space reserved in the file."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A PDF with an empty signature: the gap `pdf[start:end]` is `<000…>`; everything else is what gets signed."""

    pdf: bytes
    start: int
    end: int

    def digest(self) -> bytes:
        """SHA-256 over everything but the gap."""
        view = memoryview(self.pdf)
        running = hashlib.sha256(view[: self.start])
        running.update(view[self.end :])
        return running.digest()

    def contents(self) -> bytes:
        """The CMS in the gap, without the padding. Raises NotFromOurRenderer."""
        try:
            padded = bytes.fromhex(self.pdf[self.start + 1 : self.end - 1].decode("ascii"))
            return der_reader.read_first(padded).raw
        except ValueError as problem:
            raise NotFromOurRenderer("the signature cannot be read") from problem

    def filled(self, cms: bytes) -> bytes:
        """The PDF with `cms` in its gap. Raises SealTooLarge."""
        room = self.end - self.start - 2
        written = cms.hex().encode()
        if len(written) > room:
            raise SealTooLarge(f"{len(cms)} bytes, room for {room // 2}")
        gap = b"<" + written.ljust(room, b"0") + b">"
        return b"".join((self.pdf[: self.start], gap, self.pdf[self.end :]))


def prepare(pdf: bytes, *, at: datetime | None = None) -> Prepared:
    """Appends the empty signature to a freshly rendered PDF.

    `at` is the claimed time of signing (aware), written as /M because PAdES baseline asks for it; left out, it is the
    time the document itself says it was made. Raises NotFromOurRenderer.
    """
    file = read_rendered(pdf)
    moment = _pdf_time(at) if at else _modified(file)
    signature, widget = file.size, file.size + 1
    number, page = file.first_page()
    catalog = file.catalog()
    form = b"/AcroForm<</Fields[%d 0 R]/SigFlags 3>>" % widget
    objects = {
        number: page[:-2] + b"/Annots[%d 0 R]>>" % widget,
        file.root: catalog[:-2] + form + b">>",
        signature: _signature(moment),
        widget: _widget(signature, number),
    }
    start = pdf if pdf.endswith(b"\n") else pdf + b"\n"
    body, offsets = _written(objects, len(start))
    update = body + _table(offsets) + _trailer(file, moment, xref=len(start) + len(body))
    return _with_range(start + update)


def reopen(pdf: bytes) -> Prepared:
    """Finds the gap again in a file this module filled. Raises NotFromOurRenderer."""
    found = list(_RANGE.finditer(pdf))
    if len(found) != 1:
        raise NotFromOurRenderer("not one signature of ours")
    zero, start, end, rest = (int(number) for number in found[0].groups())
    if zero or start != found[0].end() - 1 or end + rest != len(pdf) or pdf[end - 1 : end] != b">":
        raise NotFromOurRenderer("the signature does not cover the file")
    return Prepared(pdf, start, end)


def _signature(moment: bytes) -> bytes:
    return (
        b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M(%s)" % moment
        + b"/ByteRange[%s]" % b" ".join([b"%10d" % 0] * 4)
        + b"/Contents<%s>>>" % (b"00" * RESERVED)
    )


def _widget(signature: int, page: int) -> bytes:
    name = "feff" + _FIELD_NAME.encode("utf-16-be").hex()
    return (
        b"<</Type/Annot/Subtype/Widget/FT/Sig/T(Seal)/TU<%s>" % name.encode()
        + b"/F %d/Rect[0 0 0 0]/P %d 0 R/V %d 0 R>>" % (_PRINT_AND_LOCKED, page, signature)
    )


def _written(objects: dict[int, bytes], start: int) -> tuple[bytes, dict[int, int]]:
    parts: list[bytes] = []
    offsets: dict[int, int] = {}
    for number, body in sorted(objects.items()):
        offsets[number] = start
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        start += len(parts[-1])
    return b"".join(parts), offsets


def _table(offsets: dict[int, int]) -> bytes:
    sections: list[list[int]] = []
    for number in sorted(offsets):
        if sections and sections[-1][-1] == number - 1:
            sections[-1].append(number)
        else:
            sections.append([number])
    lines = [b"xref\n0 1\n0000000000 65535 f \n"]
    for section in sections:
        lines.append(b"%d %d\n" % (section[0], len(section)))
        lines.extend(b"%010d 00000 n \n" % offsets[number] for number in section)
    return b"".join(lines)


def _trailer(file: RenderedPdf, moment: bytes, *, xref: int) -> bytes:
    info = int(file.trailer_value(rb"/Info\s+(\d+) 0 R"))
    # The first half of the ID names the document and stays; the second names this revision of it (§14.4).
    identifier = file.trailer_value(rb"/ID\s*\[\s*(\([^()\\]*\)|<[0-9A-Fa-f]*>)")
    revision = hashlib.sha256(file.trailer + moment).hexdigest()[:32].encode()
    return b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/Prev %d/ID[%s<%s>]>>\nstartxref\n%d\n%%%%EOF\n" % (
        file.size + 2,
        file.root,
        info,
        file.xref,
        identifier,
        revision,
        xref,
    )


def _with_range(pdf: bytes) -> Prepared:
    found = _RANGE.search(pdf, pdf.rfind(b"/Type/Sig/"))
    if found is None:
        raise NotFromOurRenderer("the signature just written is missing")
    start = found.end() - 1
    end = start + 2 * RESERVED + 2
    numbers = b"%10d %10d %10d %10d" % (0, start, end, len(pdf) - end)
    return Prepared(pdf[: found.start(1)] + numbers + pdf[found.end(4) :], start, end)


def _modified(file: RenderedPdf) -> bytes:
    info = file.dictionary(int(file.trailer_value(rb"/Info\s+(\d+) 0 R")))
    found = re.search(rb"/ModDate\s*\((D:[0-9Z+'-]+)\)", info)
    if found is None:
        raise NotFromOurRenderer("the document does not say when it was made")
    return found[1]


def _pdf_time(at: datetime) -> bytes:
    if at.tzinfo is None:
        raise ValueError("a time of signing needs its time zone")
    return at.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ").encode()
