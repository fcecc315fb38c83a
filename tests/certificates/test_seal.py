"""What we seal, independent tools accept; what is not ours, we do not seal."""

from __future__ import annotations

import io
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from hosho.certificates import cms
from hosho.certificates.inspect import inspect
from hosho.certificates.pades import RESERVED, SealTooLarge, prepare
from hosho.certificates.render import Renderer
from hosho.certificates.rendered_pdf import NotFromOurRenderer
from hosho.certificates.seal import Rendered, Sealed, SealError, Stamped, resume, seal, stamp
from hosho.lib.canonical_json import digest
from tests.certificates import samples
from tests.certificates.sealing import AT, DIGEST, authority, genuine, rendered_pdf, stamper


@pytest.fixture
def sealed_file(tmp_path: Path) -> Path:
    path = tmp_path / "certificate.pdf"
    path.write_bytes(genuine().pdf)
    return path


def test_pdfsig_trusts_the_whole_document(sealed_file: Path, tmp_path: Path) -> None:
    store = f"sql:{tmp_path}"
    root = authority().folder / "trust" / "root.pem"
    subprocess.run(["certutil", "-N", "-d", store, "--empty-password"], check=True)
    subprocess.run(["certutil", "-A", "-d", store, "-n", "root", "-t", "C,C,C", "-i", str(root)], check=True)
    said = subprocess.run(
        ["pdfsig", "-nssdir", str(tmp_path), str(sealed_file)], capture_output=True, text=True, check=True
    ).stdout
    assert "Signature is Valid" in said
    assert "Certificate is Trusted" in said
    assert "Total document signed" in said


def test_pyhanko_trusts_seal_and_stamp() -> None:
    anchors = [Certificate.load(one.public_bytes(Encoding.DER)) for one in authority().anchors().sealing]
    (found,) = PdfFileReader(io.BytesIO(genuine().pdf)).embedded_signatures
    # in a thread of its own: pyHanko starts an event loop, and a browser test before this one may have left one running
    with ThreadPoolExecutor(1) as apart:
        trust = ValidationContext(trust_roots=anchors, moment=AT)
        status = apart.submit(validate_pdf_signature, found, trust).result()
    assert (status.intact, status.valid, status.trusted) == (True, True, True)
    assert status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    assert status.modification_level is ModificationLevel.NONE
    assert status.timestamp_validity is not None
    assert status.timestamp_validity.valid
    assert status.timestamp_validity.trusted
    assert status.timestamp_validity.timestamp == AT


def test_qpdf_finds_no_fault(sealed_file: Path) -> None:
    said = subprocess.run(["qpdf", "--check", str(sealed_file)], capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr


def test_the_sealed_file_keeps_what_pdf_a_and_pdf_ua_ask() -> None:
    """The validator veraPDF comes by no package manager; these are its rules that an incremental update can break."""
    pdf = genuine().pdf
    starts = [match.start() for match in re.finditer(rb"(?m)^\d+ 0 obj\n", pdf)]
    assert len(starts) == len(
        re.findall(rb"\d+ 0 obj\b", pdf)
    )  # ISO 19005-2 §6.1.9: an EOL before each object
    with pikepdf.open(io.BytesIO(pdf)) as document:
        with document.open_metadata() as xmp:
            assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"], xmp["pdfuaid:part"]) == ("2", "A", "1")
        assert all(len(bytes(one)) for one in document.trailer.ID)
        assert document.Root.AcroForm.SigFlags == 3
        assert "/NeedAppearances" not in document.Root.AcroForm
        (widget,) = document.pages[0].Annots
        assert widget.F & 0b111 == 0b100  # printed, neither hidden nor invisible (§6.3.2)
        assert [int(one) for one in widget.Rect] == [0, 0, 0, 0]  # no appearance needed (§6.3.3)
        assert str(widget.TU) == "電子証書の電子署名"
        value = widget.V
        covered = sum(int(one) for one in list(value.ByteRange)[1::2])
        assert int(value.ByteRange[3]) + int(value.ByteRange[2]) == len(pdf)  # §6.4.3
        assert covered < len(pdf)
        assert "/Reference" not in value  # no DocMDP: see the decision record
        assert "/Perms" not in document.Root
        assert value.SubFilter == "/ETSI.CAdES.detached"
        assert "/M" in value


def test_the_page_is_what_was_rendered() -> None:
    with pikepdf.open(io.BytesIO(rendered_pdf())) as before, pikepdf.open(io.BytesIO(genuine().pdf)) as after:
        assert before.pages[0].Contents.read_bytes() == after.pages[0].Contents.read_bytes()
    assert genuine().pdf.startswith(rendered_pdf() + b"\n")


def test_a_kept_sealed_file_is_stamped_later() -> None:
    sealed = seal(Rendered(rendered_pdf(), DIGEST), sealer=authority().sealer(), at=AT)
    again = resume(sealed.pdf, DIGEST)
    assert again.cms == sealed.cms
    assert inspect(stamp(again, stamper=stamper()).pdf, anchors=authority().anchors()).genuine


def test_the_certificate_our_renderer_sets_is_sealed_and_inspected() -> None:
    record = samples.record()
    rendered = Rendered(Renderer().certificate(record), digest(record))
    sealed = seal(rendered, sealer=authority().sealer(), at=AT)
    seen = inspect(stamp(sealed, stamper=stamper()).pdf, anchors=authority().anchors())
    assert (seen.genuine, seen.record_digest) == (True, digest(record))


def test_stages_cannot_be_made_up() -> None:
    with pytest.raises(TypeError, match="the one before"):
        Sealed(prepare(rendered_pdf()), b"", DIGEST)
    with pytest.raises(TypeError, match="the one before"):
        Stamped(b"", AT, DIGEST)


def test_a_document_of_another_record_is_not_sealed() -> None:
    with pytest.raises(SealError):
        Rendered(rendered_pdf(), "00" * 32)


def test_without_a_time_the_document_says_when() -> None:
    assert AT.strftime("/M(D:%Y%m%d%H%M%SZ)").encode() in prepare(rendered_pdf()).pdf


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        (b"%PDF-1.7", b"%PDF-1.4"),
        (b"/Type/Catalog", b"/AA 1 0 R/Q "),
        (b"/Type/Catalog", b"/AcroForm 99"),
        (b"xref\n0 ", b"xrex\n0 "),
        (b"/Info ", b"/Prev "),
        (b"startxref", b"startxreg"),
    ],
)
def test_what_our_renderer_does_not_write_is_refused(was: bytes, becomes: bytes) -> None:
    with pytest.raises(NotFromOurRenderer):
        prepare(rendered_pdf().replace(was, becomes))


def test_a_sealed_file_is_not_sealed_twice() -> None:
    with pytest.raises(NotFromOurRenderer):
        prepare(genuine().pdf)


def test_a_signature_too_large_for_its_place_is_refused() -> None:
    with pytest.raises(SealTooLarge):
        prepare(rendered_pdf()).filled(bytes(RESERVED + 1))


def test_the_cms_claims_no_signing_time() -> None:
    sealed = seal(Rendered(rendered_pdf(), DIGEST), sealer=authority().sealer(), at=AT)
    assert bytes.fromhex("2a864886f70d010905") not in sealed.cms
    assert len(cms.signature_value(sealed.cms)) in range(68, 73)
