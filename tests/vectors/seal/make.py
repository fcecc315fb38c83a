"""Makes the vectors beside this file: one sealed certificate and its forgeries, each named after its defect.

    .venv/bin/python -m tests.vectors.seal.make

The keys are thrown away; `trust/` holds the anchors. Everything is judged at the stamped time, so vectors do not age.
`expected.json` says which problem each file must show first.
"""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pikepdf
from cryptography import x509

from hosho.certificates.pades import reopen
from hosho.certificates.seal import FileKeySealer, Rendered, seal
from hosho.certificates.trial_certificates import TrialIssuer
from tests.certificates.sealing import (
    AT,
    DIGEST,
    authority,
    genuine,
    lookalike,
    rendered_pdf,
    sealed_with,
    stamper,
)

HERE = Path(__file__).parent


def with_update(pdf: bytes, objects: dict[int, bytes]) -> bytes:
    """`pdf` with an incremental update that replaces or adds `objects`, correct in every offset."""
    previous = int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])
    size = max(int(re.findall(rb"/Size (\d+)", pdf)[-1]), max(objects) + 1)
    root = int(re.findall(rb"/Root (\d+) 0 R", pdf)[-1])
    body, table = pdf, b"xref\n0 1\n0000000000 65535 f \n"
    for number, text in objects.items():
        table += b"%d 1\n%010d 00000 n \n" % (number, len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    end = b"trailer\n<</Size %d/Root %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        root,
        previous,
        len(body),
    )
    return body + table + end


def object_numbers(pdf: bytes) -> tuple[int, int, bytes]:
    """Size, number of the page tree and its dictionary."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        tree = document.Root.Pages
        size = int(document.trailer.Size)
        return size, tree.objgen[0], tree.unparse(resolved=True)


def added_page(pdf: bytes) -> bytes:
    size, number, tree = object_numbers(pdf)
    pages = re.sub(rb"/Kids\s*\[", b"/Kids [ %d 0 R " % size, tree).replace(b"/Count 1", b"/Count 2")
    page = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]/Resources<<>>>>" % number
    return with_update(pdf, {number: pages, size: page})


def second_signature(pdf: bytes) -> bytes:
    """A second field in the form, holding a copy of the first signature, appended correctly."""
    size = object_numbers(pdf)[0]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root.objgen[0]
        field = document.Root.AcroForm.Fields[0].objgen[0]
        value = document.Root.AcroForm.Fields[0].V.objgen[0]
        catalog = document.Root.unparse(resolved=True)
    both = catalog.replace(b"%d 0 R ]" % field, b"%d 0 R %d 0 R ]" % (field, size))
    assert both != catalog
    second = b"<</Type/Annot/Subtype/Widget/FT/Sig/T(Second)/F 132/Rect[0 0 0 0]/V %d 0 R>>" % value
    return with_update(pdf, {root: both, size: second})


def wrapped_byte_range(pdf: bytes) -> bytes:
    """The signed tail is moved behind an inserted object, and the ByteRange leads around it."""
    gap = reopen(pdf)
    inserted = b"\n900 0 obj\n<</Type/Page>>\nendobj\n"
    moved = pdf[: gap.end] + inserted + pdf[gap.end :]
    numbers = b"%10d %10d %10d %10d" % (0, gap.start, gap.end + len(inserted), len(pdf) - gap.end)
    place = pdf.index(b"/ByteRange[") + len(b"/ByteRange[")
    shifted = moved[:place] + numbers + moved[place + len(numbers) :]
    # The widget and the table moved; their places must follow for the structure to lead to the seal at all.
    widget = pdf.index(b" 0 obj\n<</Type/Annot", gap.end) - len(b"%d" % (object_numbers(pdf)[0] - 1))
    entry = b"%010d 00000 n"
    shifted = shifted.replace(entry % widget, entry % (widget + len(inserted)))
    old = re.findall(rb"startxref\n(\d+)\n", pdf)[-1]
    return re.sub(rb"startxref\n%s\n" % old, b"startxref\n%d\n" % (int(old) + len(inserted)), shifted)


def edited(pdf: bytes, place: int, new: bytes) -> bytes:
    return pdf[:place] + new + pdf[place + len(new) :]


def self_signed() -> FileKeySealer:
    root = TrialIssuer.root("電子証書印 試験用", at=AT)
    made = TrialIssuer(root.authority("偽の認証局 試験用", at=AT)).seal(
        "電子証書印 試験用", "見本", at=AT, days=99
    )
    return FileKeySealer(made.key, made.certificate)


def revoked(folder: Path) -> FileKeySealer:
    """A sealing certificate revoked before the stamp, and its list put among the anchors."""
    sealer = authority().add_seal("revoked", "取消建設保証株式会社（見本）", at=AT - timedelta(days=30))
    issuer = authority()._issuing()
    (folder / "revoked.crl").write_bytes(issuer.revocations(sealer.certificate, at=AT - timedelta(days=1)))
    return sealer


Forgeries = dict[str, tuple[Callable[[], bytes], str | None]]


def of_the_file() -> Forgeries:
    """File name: how to make it, and the problem it must show first. These change the bytes of a genuine file."""
    pdf = genuine().pdf
    gap = reopen(pdf)
    middle = pdf.index(b"stream\n") + 60
    return {
        "genuine": (lambda: pdf, None),
        "flipped-byte": (lambda: edited(pdf, middle, bytes([pdf[middle] ^ 1])), "content-changed"),
        "appended-update": (
            lambda: with_update(pdf, {object_numbers(pdf)[0]: b"<</Hidden true>>"}),
            "not-whole-file",
        ),
        "added-page": (lambda: added_page(pdf), "not-whole-file"),
        "second-signature": (lambda: second_signature(pdf), "several-seals"),
        "empty-contents": (
            lambda: edited(pdf, gap.start, b"<>".ljust(gap.end - gap.start)),
            "contents-malformed",
        ),
        "zero-contents": (
            lambda: edited(pdf, gap.start + 1, b"0" * (gap.end - gap.start - 2)),
            "seal-unreadable",
        ),
        "hidden-in-padding": (lambda: edited(pdf, gap.end - 9, b"deadbeef"), "contents-malformed"),
        "wrapped-byte-range": (lambda: wrapped_byte_range(pdf), "contents-malformed"),
        "missing-byte-range": (lambda: pdf.replace(b"/ByteRange", b"/ByteRanje"), "range-malformed"),
        "negative-byte-range": (
            lambda: re.sub(rb"(/ByteRange\[ +)0 ", rb"\g<1>-1", pdf),
            "range-malformed",
        ),
        "truncated": (lambda: pdf[: len(pdf) * 2 // 3], "not-a-pdf"),
        "padded": (lambda: pdf + b"\x00" * 16, "not-a-pdf"),
        "unsealed": (lambda: rendered_pdf() + b"\n", "no-seal"),
    }


def of_the_signer(trust: Path) -> Forgeries:
    """These are well-formed; somebody else sealed or stamped them, or at another time."""
    expired_at = AT - timedelta(days=100)
    expired = authority().add_seal("expired", "期限切建設保証株式会社（見本）", at=expired_at, days=30)
    return {
        "untrusted-signer": (lambda: sealed_with(self_signed()).pdf, "signer-unknown"),
        "lookalike-authority": (
            lambda: sealed_with(lookalike().sealer()).pdf,
            "signer-unknown",
        ),
        "expired-signer": (lambda: sealed_with(expired).pdf, "signer-expired"),
        "revoked-signer": (lambda: sealed_with(revoked(trust)).pdf, "signer-revoked"),
        "no-time-stamp": (
            lambda: seal(Rendered(rendered_pdf(), DIGEST), sealer=authority().sealer(), at=AT).pdf,
            "stamp-missing",
        ),
        "stamp-by-untrusted-authority": (
            lambda: sealed_with(stamped_by=stamper(by=lookalike())).pdf,
            "stamp-untrusted",
        ),
        "stamp-over-something-else": (
            lambda: sealed_with(stamped_by=_Replay(stamper().stamp(b"\x11" * 32))).pdf,
            "stamp-invalid",
        ),
        "stamp-before-certificate": (
            lambda: sealed_with(authority().add_seal("later", "見本", at=AT + timedelta(days=9))).pdf,
            "signer-expired",
        ),
        "sealed-with-stamp-certificate": (lambda: sealed_with(_stamping_sealer()).pdf, "signer-purpose"),
    }


class _Replay:
    """A stamper that hands out an old token."""

    def __init__(self, token: bytes) -> None:
        self.token = token

    def stamp(self, digest: bytes) -> bytes:
        return self.token


def _stamping_sealer() -> FileKeySealer:
    return FileKeySealer.from_files(authority().folder / "stamp.key", authority().folder / "stamp.pem")


def main() -> None:
    for old in HERE.glob("*.pdf"):
        old.unlink()
    trust = HERE / "trust"
    shutil.rmtree(trust, ignore_errors=True)
    shutil.copytree(authority().folder / "trust", trust)
    expected: dict[str, str | None] = {}
    for name, (make, problem) in (of_the_file() | of_the_signer(trust)).items():
        (HERE / f"{name}.pdf").write_bytes(make())
        expected[f"{name}.pdf"] = problem
    (HERE / "expected.json").write_text(json.dumps(expected, indent=1, ensure_ascii=False) + "\n")
    for path in trust.glob("*.pem"):
        assert "試験用" in x509.load_pem_x509_certificate(path.read_bytes()).subject.rfc4514_string()


if __name__ == "__main__":
    main()
