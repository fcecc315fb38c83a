"""Peer of rendering: the same certificate, as a good web developer would print it, WeasyPrint to tagged PDF/A-2a."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from hosho.domain.certificate import promise, rows, title
from hosho.domain.certificate_record import CertificateRecord
from hosho.lib.canonical_json import canonical, digest

FONTS = Path(__file__).resolve().parents[2] / "hosho" / "certificates" / "fonts"

_STYLE = """
@font-face { font-family: "Certificate"; src: url("file://%(fonts)s/BIZUDMincho-Regular.ttf"); }
@font-face { font-family: "Certificate"; font-weight: bold; src: url("file://%(fonts)s/BIZUDMincho-Bold.ttf"); }
@font-face { font-family: "Figures"; src: url("file://%(fonts)s/BIZUDGothic-Regular.ttf"); }
@page { size: A4; margin: 18mm 20mm; @bottom-center { content: counter(page); font-family: Figures; font-size: 8pt; } }
body { font-family: Certificate; font-size: 9.5pt; line-height: 1.5; }
h1 { text-align: center; font-size: 20pt; letter-spacing: .3em; border: 1.5pt double #333; padding: 4mm; }
table { width: 100%%; border-collapse: collapse; } th, td { border-bottom: .4pt solid #888; padding: 1.4mm 2mm; }
th { text-align: left; width: 34%%; font-weight: normal; color: #333; }
.promise { margin: 5mm 0; } .issuer { text-align: right; margin-top: 6mm; } .digest { font-family: Figures; font-size: 7pt; }
.seal { float: right; width: 20mm; height: 20mm; border: 1mm solid #b00; color: #b00; font-size: 12pt; text-align: center; }
"""


class WeasyPrintRenderer:
    """Keeps its fonts and style sheet between documents, as WeasyPrint's documentation advises."""

    def __init__(self) -> None:
        self._fonts = FontConfiguration()
        self._style = CSS(string=_STYLE % {"fonts": FONTS}, font_config=self._fonts)

    def certificate(self, record: dict[str, Any]) -> bytes:
        pdf = HTML(string=_page(record)).write_pdf(
            stylesheets=[self._style], font_config=self._fonts, pdf_variant="pdf/a-2a", pdf_tags=True
        )
        assert isinstance(pdf, bytes)
        return pdf


def _page(record: dict[str, Any]) -> str:
    read = CertificateRecord.from_bytes(canonical(record))
    lines = "".join(
        f'<tr><th scope="row">{escape(line.label)}</th><td>{escape(line.value)}</td></tr>'
        for line in rows(read)
    )
    surety = record["surety"]
    return (
        f'<html lang="ja"><head><title>{escape(title(read))}</title></head><body><h1>{escape(title(read))}</h1>'
        f"<p>{escape(record['orderer']['addressee'])}　様</p><p class=promise>{escape(promise(read))}</p>"
        f"<table>{lines}</table><div class=seal>見本</div>"
        f"<p class=issuer>{escape(surety['address'])}<br>{escape(surety['name'])}<br>"
        f"{escape(surety['representative_title'])}　{escape(surety['representative'])}</p>"
        f"<p class=digest>{digest(record)}</p></body></html>"
    )
