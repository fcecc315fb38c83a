"""Names of strangers' files."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hosho.lib.uploads.names import safe_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("契約書（案）.pdf", "契約書（案）.pdf"),
        ("../../x", "x.pdf"),
        ("..\\..\\x.PDF", "x.pdf"),
        ("C:\\Users\\見本\\図面.pdf", "図面.pdf"),
        ("請求書\u202efdp.exe", "請求書fdp.pdf"),
        ("x.pdf\r\nX: y", "x.pdfX_ y.pdf"),
        ("", "添付書類.pdf"),
        ("...", "添付書類.pdf"),
        ("CON.pdf", "添付書類.pdf"),
        ('<script>".pdf', "_script__.pdf"),
        ("葛\U000e0100城﨑.pdf", "葛\U000e0100城﨑.pdf"),
        ("nul\x00.pdf", "添付書類.pdf"),
        ("\xa0.pdf", "添付書類.pdf"),
        ("見本　契約書\xa01.pdf", "見本　契約書 1.pdf"),
    ],
)
def test_a_name_is_made_harmless_and_stays_readable(name: str, safe: str) -> None:
    assert safe_name(name, ".pdf") == safe


@given(st.text(max_size=300))
def test_no_name_leaves_its_folder(name: str) -> None:
    safe = safe_name(name, ".pdf")
    assert "/" not in safe
    assert "\\" not in safe
    assert not safe.startswith(".")
    assert safe.endswith(".pdf")
    assert len(safe) <= 84
    assert re.sub("[　\ufe00-\ufe0f\U000e0100-\U000e01ef]", "", safe).isprintable()
