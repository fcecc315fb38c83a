"""A small real certificate, the trial authority and its sealed file, made once for the tests of the seal."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import typst

from hosho.certificates.seal import Rendered, Sealer, Stamped, seal, stamp
from hosho.certificates.timestamp import LocalTimeStamper, TimeStamper
from hosho.certificates.trial_authority import TrialAuthority, make_lookalike_authority, make_trial_authority

AT = datetime(2026, 11, 22, 5, 5, tzinfo=UTC)
DIGEST = "5e" * 32
FONTS = Path(__file__).parents[2] / "hosho" / "certificates" / "fonts"
SOURCE = """
#set page(paper: "a4")
#set text(font: "BIZ UDMincho", lang: "ja")
#set document(title: "前払金保証証書（見本）", author: "見本", keywords: ("hosho-record-sha256:%s",))
= 前払金保証証書（見本）
保証金額　金19,580,000円
"""


@cache
def rendered_pdf(record_digest: str = DIGEST) -> bytes:
    """A one-page PDF/A-2a and PDF/UA-1 from the real renderer library."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    source = (SOURCE % record_digest).encode()
    made = typst.compile(
        source, format="pdf", pdf_standards=["a-2a", "ua-1"], font_paths=fonts, timestamp=int(AT.timestamp())
    )
    assert isinstance(made, bytes)
    return made


@cache
def scratch() -> Path:
    return Path(tempfile.mkdtemp(prefix="hosho-seal-tests-"))


@cache
def authority() -> TrialAuthority:
    return make_trial_authority(scratch() / "trial", at=AT)


@cache
def lookalike() -> TrialAuthority:
    return make_lookalike_authority(scratch() / "lookalike", at=AT)


def stamper(at: datetime = AT, *, by: TrialAuthority | None = None) -> LocalTimeStamper:
    return LocalTimeStamper((by or authority()).time_stamp_authority(clock=lambda: at))


def sealed_with(sealer: Sealer | None = None, *, stamped_by: TimeStamper | None = None) -> Stamped:
    rendered = Rendered(rendered_pdf(), DIGEST)
    return stamp(
        seal(rendered, sealer=sealer or authority().sealer(), at=AT), stamper=stamped_by or stamper()
    )


@cache
def genuine() -> Stamped:
    return sealed_with()
