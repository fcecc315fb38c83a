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
from typing import Any

import typst

from hosho.certificates import data, fonts, glyphs

TEMPLATES = Path(__file__).parent / "templates"
STANDARDS = ["a-2a", "ua-1"]


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

    def _set(self, template: str, content: dict[str, Any], at: datetime) -> bytes:
        everything = "\n".join(data.texts(content))
        if missing := glyphs.missing(everything, files=self._files):
            raise glyphs.GlyphsMissing(_once(missing))
        names = glyphs.names_for_the_name_font(everything, files=self._files)
        encoded = json.dumps(content | {"names": names}, ensure_ascii=False).encode()
        pdf: bytes = self._compiler().compile(
            input={
                "main.typ": _template(template),
                "page.typ": _template("page"),
                "data.json": encoded,
            },
            format="pdf",
            pdf_standards=STANDARDS,
            timestamp=int(at.timestamp()),
        )
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
