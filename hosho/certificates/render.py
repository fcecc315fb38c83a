"""The papers of a guarantee as PDF/A-2a and PDF/UA-1, set by Typst from plain data.

The same data give the same bytes, on every machine with the same fonts: no clock, no system font, no random id.
A document with a character that cannot be drawn as it was entered is refused (`glyphs.GlyphsMissing`) before it is set.
Nothing active, nothing attached, no link: closed networks strip or refuse such files (ux-and-security 4.11).
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, cast

import typst

from hosho.certificates import data, fonts, glyphs, papers

TEMPLATES = Path(__file__).parent / "templates"
STANDARDS: Final = ("a-2a", "ua-1")


class Renderer:
    """Sets the documents. Share one between threads: each thread gets its own typesetter.

    files: the fonts to use; by default the vendored ones and IPAmj Mincho where it is installed.
    """

    def __init__(self, files: fonts.FontFiles | None = None) -> None:
        self._files = files or fonts.installed()
        self._thread = threading.local()

    def certificate(self, record: Mapping[str, Any]) -> bytes:
        """The certificate (保証証書) of one record, not yet sealed. The creation date is the record's `issued_at`.

        Raises GlyphsMissing. The record's digest stands on the page and, as `hosho-record-sha256:<hex>`, in the keywords.
        """
        return self._set("certificate", data.certificate(record), _moment(record["issued_at"]))

    def customer_copy(self, paper: papers.Paper) -> bytes:
        """お客様控え: `{"record": certificate record, "receipt_number": str, "fee_yen": int}`."""
        moment = _moment(paper["record"]["issued_at"])
        return self._set("customer_copy", papers.customer_copy(paper), moment)

    def fee_statement(self, paper: papers.Paper) -> bytes:
        """保証料計算書.

        `{"surety": record's surety, "payer": {"name", "address"}, "dated": "2025-01-06", "sample": bool,
        "payment_method": str | None, "paid_on": "2025-01-06" | None, "items": [{"kind": "ADVANCE_PAYMENT",
        "guarantee_number": str | None, "title": str, "guaranteed_yen": int, "fee_yen": int, "tax_yen": int,
        "lines": [str], "tariff_version": str, "approved_terms": str | None}]}`; `lines` as in `FeeQuote.as_dict()`.
        """
        return self._set("fee_statement", papers.fee_statement(paper), papers.moment_of(paper["dated"]))

    def key_notice(self, paper: papers.Paper) -> bytes:
        """電子証書閲覧用「認証キー」等のお知らせ. Carries the secret: make it on request, never store or log it.

        `{"surety": record's surety, "contractor": {"name"}, "orderer": {"name", "department": str | None},
        "kind", "category", "title", "guarantee_number", "key": 20 digits in any spelling, "version": int,
        "issued_at": ISO moment of the certificate, "made_at": ISO moment of this paper, "sample": bool,
        "hand_in": [sentence: how, where and what to hand in], "service_found": sentence that says in words where
        the confirmation service is found and what to type}`. Raises TypingError for a wrong number or key.
        """
        return self._set("key_notice", papers.key_notice(paper), _moment(paper["made_at"]))

    def fax_cover(self, paper: papers.Paper) -> bytes:
        """送付状, without the key.

        `{"surety": record's surety, "to": {"name", "department": str | None, "person": str | None, "fax"},
        "from": {same, "telephone": str | None}, "dated": "2025-01-06", "pages": int, "subject": str, "kind",
        "category", "title", "guarantee_number", "sample": bool}`.
        """
        return self._set("fax_cover", papers.fax_cover(paper), papers.moment_of(paper["dated"]))

    def application_copy(self, paper: papers.Paper) -> bytes:
        """保証申込書（控）.

        `{"surety": record's surety, "receipt_number": str, "received_at": ISO moment, "sample": bool,
        "rows": [{"group": str, "label": str, "value": str}]}`; rows with an empty value are left out.
        """
        return self._set("application_copy", papers.application_copy(paper), _moment(paper["received_at"]))

    def _set(self, template: str, content: dict[str, Any], at: datetime) -> bytes:
        everything = "\n".join(data.texts(content))
        if missing := glyphs.missing(everything, files=self._files):
            raise glyphs.GlyphsMissing(_once(missing))
        names = glyphs.names_for_the_name_font(everything, files=self._files)
        encoded = json.dumps(content | {"names": names}, ensure_ascii=False).encode()
        # The stubs know no virtual files, the wheel does: nothing touches the disk, and nothing else can be read.
        files: Any = {
            "main.typ": _template(template),
            "page.typ": _template("page"),
            "data.json": encoded,
        }
        made = self._compiler().compile(
            input=files,
            format="pdf",
            pdf_standards=list(STANDARDS),
            timestamp=int(at.timestamp()),
        )
        pdf = cast(bytes, made)
        # An update that follows must begin on a new line, or PDF/A 6.1.9 is broken (documents.md, trap 1).
        return pdf if pdf.endswith(b"\n") else pdf + b"\n"

    def _compiler(self) -> typst.Compiler:
        # One Compiler used by two threads raises "Already borrowed".
        if not hasattr(self._thread, "compiler"):
            self._thread.compiler = typst.Compiler(font_paths=fonts.loaded(self._files))
        compiler: typst.Compiler = self._thread.compiler
        return compiler


@lru_cache(maxsize=16)
def _template(name: str) -> bytes:
    return (TEMPLATES / f"{name}.typ").read_bytes()


def _once(missing: list[glyphs.MissingGlyph]) -> tuple[glyphs.MissingGlyph, ...]:
    return tuple({each.character: each for each in reversed(missing)}.values())[::-1]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
