"""The shape of the PDF our renderer writes, read strictly so that the signer may extend it.

typst 0.15.2 with PDF/A-2a writes PDF 1.7 in one revision: classic cross-reference table of one section from 0, one
object after another, `trailer`, and `%%EOF` without a newline. Anything else is refused here: a signer that guesses may
seal something a reader sees differently.
"""

import re
from dataclasses import dataclass

_TAIL = re.compile(rb"trailer\s*(<<.*>>)\s*startxref\s+(\d{1,10})\s+%%EOF\r?\n?\Z", re.DOTALL)
_HEAD = re.compile(rb"xref\r?\n0 (\d{1,7})\r?\n")
_KIDS = re.compile(rb"/Kids\s*\[\s*(\d+) 0 R")
_TYPE = re.compile(rb"/Type\s*/(Pages?)\b")
# Whatever moves, asks, runs or is hidden in a file has no place in a certificate.
_CATALOG_MUST_LACK = re.compile(
    rb"/(AcroForm|OpenAction|AA|AF|Perms|DSS|JavaScript|EmbeddedFiles|Collection|OCProperties)\b"
)
_PAGE_MUST_LACK = re.compile(rb"/(Annots|AA|AF)\b")


class NotFromOurRenderer(ValueError):
    """The file has not the shape our renderer writes; it is not sealed. The message says which rule broke."""


@dataclass(frozen=True, slots=True)
class RenderedPdf:
    """What the signer needs to know: sizes and places of the one revision there is."""

    pdf: bytes
    offsets: tuple[int, ...]
    xref: int
    root: int
    trailer: bytes

    @property
    def size(self) -> int:
        return len(self.offsets)

    def dictionary(self, number: int) -> bytes:
        """The dictionary of object `number` as written, from `<<` to `>>`."""
        if not 0 < number < self.size:
            raise NotFromOurRenderer(f"object {number} is not in the table")
        start = self.offsets[number]
        opening = re.compile(rb"%d 0 obj\s*(?=<<)" % number).match(self.pdf, start)
        end = self.pdf.find(b"endobj", start)
        if opening is None or end < 0:
            raise NotFromOurRenderer(f"object {number} is not where the table says, or no dictionary")
        body = self.pdf[opening.end() : end].rstrip()
        if not body.endswith(b">>"):
            raise NotFromOurRenderer(f"object {number} is no plain dictionary")
        return body

    def catalog(self) -> bytes:
        catalog = self.dictionary(self.root)
        if found := _CATALOG_MUST_LACK.search(catalog):
            raise NotFromOurRenderer(f"the catalog has {found[0].decode()}")
        return catalog

    def first_page(self) -> tuple[int, bytes]:
        """Number and dictionary of the first page."""
        pages = re.search(rb"/Pages\s+(\d+) 0 R", self.catalog())
        number = int(pages[1]) if pages else 0
        for _ in range(16):
            found = self.dictionary(number)
            kind = _TYPE.search(found)
            if kind and kind[1] == b"Page":
                if unwanted := _PAGE_MUST_LACK.search(found):
                    raise NotFromOurRenderer(f"the first page has {unwanted[0].decode()}")
                return number, found
            kids = _KIDS.search(found)
            if kids is None:
                break
            number = int(kids[1])
        raise NotFromOurRenderer("no first page")

    def trailer_value(self, pattern: bytes) -> bytes:
        found = re.search(pattern, self.trailer, re.DOTALL)
        if found is None:
            raise NotFromOurRenderer("the trailer lacks " + pattern.decode())
        return found[1]


def read_rendered(pdf: bytes) -> RenderedPdf:
    """Reads the frame of a PDF fresh from the renderer. Raises NotFromOurRenderer."""
    if not pdf.startswith(b"%PDF-1.7"):
        raise NotFromOurRenderer("not PDF 1.7")
    last = pdf.rfind(b"trailer")
    tail = _TAIL.match(pdf, last) if last > 0 else None
    if tail is None:
        raise NotFromOurRenderer("does not end in a classic trailer")
    trailer, xref = tail[1], int(tail[2])
    if re.search(rb"/(Prev|Encrypt|XRefStm)\b", trailer):
        raise NotFromOurRenderer("has an earlier revision, is encrypted, or hides objects")
    if pdf.count(b"startxref") != 1:
        raise NotFromOurRenderer("has more than one revision")
    offsets = _offsets(pdf, xref, last)
    root = re.search(rb"/Root\s+(\d+) 0 R", trailer)
    size = re.search(rb"/Size\s+(\d+)", trailer)
    if root is None or size is None or int(size[1]) != len(offsets):
        raise NotFromOurRenderer("the trailer contradicts the table")
    return RenderedPdf(pdf, offsets, xref, int(root[1]), trailer)


def _offsets(pdf: bytes, xref: int, end: int) -> tuple[int, ...]:
    head = _HEAD.match(pdf, xref)
    if head is None:
        raise NotFromOurRenderer("no classic cross-reference table")
    count = int(head[1])
    table = pdf[head.end() : head.end() + 20 * count]
    if len(table) != 20 * count or head.end() + 20 * count > end:
        raise NotFromOurRenderer("the cross-reference table is cut off")
    entries = [table[at : at + 20] for at in range(0, len(table), 20)]
    if any(entry[17:18] not in b"nf" or not entry[:10].isdigit() for entry in entries):
        raise NotFromOurRenderer("a cross-reference entry is malformed")
    return tuple(int(entry[:10]) for entry in entries)
