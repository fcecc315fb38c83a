"""Nothing in a paper acts, hides or leads away: closed networks strip or refuse such files (ux-and-security 4.11)."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest

from hosho.certificates.render import Renderer
from tests.certificates import samples

ACTING = {"JavaScript", "JS", "OpenAction", "AA", "Launch", "SubmitForm", "ImportData", "AcroForm", "XFA"}
LEADING_AWAY = {"URI", "GoToR", "GoToE"}
CARRYING = {
    "EmbeddedFile",
    "EmbeddedFiles",
    "AF",
    "FileAttachment",
    "RichMedia",
    "Movie",
    "Sound",
    "3D",
    "Encrypt",
}
FORBIDDEN = ACTING | LEADING_AWAY | CARRYING
PAPERS = ("customer_copy", "fee_statement", "key_notice", "fax_cover", "application_copy", "record")


def names_in(pdf: bytes) -> set[str]:
    """Every PDF name in the file with all streams unpacked."""
    plain = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(
            plain,
            stream_decode_level=pikepdf.StreamDecodeLevel.specialized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,
        )
    return {
        name.decode() for name in re.findall(rb"/([A-Za-z0-9]+)", _without_font_programs(plain.getvalue()))
    }


def _without_font_programs(pdf: bytes) -> bytes:
    # A glyph's outline may hold any bytes; a font program acts on nothing.
    return re.sub(rb"/Length1.*?endstream", b"", pdf, flags=re.DOTALL)


@pytest.mark.parametrize("name", PAPERS)
def test_no_paper_holds_anything_active_attached_or_linked(name: str) -> None:
    renderer = Renderer()
    make = renderer.certificate if name == "record" else getattr(renderer, name)
    found = names_in(make(getattr(samples, name)()))
    assert {"Catalog", "Page", "StructTreeRoot"} <= found
    assert found.isdisjoint(FORBIDDEN)


def test_the_scan_sees_an_action_when_there_is_one() -> None:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(Renderer().certificate(samples.record()))) as document:
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        document.save(made)
    assert {"OpenAction", "JavaScript", "JS"} <= names_in(made.getvalue())
