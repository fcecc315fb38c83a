"""Peer of rendering: the same certificate in the same design, as a web developer prints it: WeasyPrint to tagged PDF/A-2a.

The words (labels, dates and amounts as text) come ready from the product's own `data.certificate`; only the setting is measured.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from hosho.certificates import data

FONTS = Path(__file__).resolve().parents[2] / "hosho" / "certificates" / "fonts"

_STYLE = """
@font-face { font-family: Mincho; src: url("file://%(fonts)s/BIZUDMincho-Regular.ttf"); }
@font-face { font-family: Mincho; font-weight: bold; src: url("file://%(fonts)s/BIZUDMincho-Bold.ttf"); }
@font-face { font-family: Gothic; src: url("file://%(fonts)s/BIZUDGothic-Regular.ttf"); }
@font-face { font-family: Gothic; font-weight: bold; src: url("file://%(fonts)s/BIZUDGothic-Bold.ttf"); }
@page { size: A4; margin: 16mm 18mm 20mm 28mm; @bottom-left { content: string(foot); font: 8pt Gothic; }
  @bottom-right { content: counter(page) "／" counter(pages); font: 8pt Gothic; } }
body { font-family: Mincho; font-size: 10.5pt; line-height: 1.45; margin: 0; }
.frame { position: fixed; left: -7mm; top: -6mm; width: 178mm; height: 271mm; border: 1.3pt solid #000; }
.frame div { margin: .7mm; height: 269mm; border: .4pt solid #000; }
.head { font-family: Gothic; } .sample { border: 1pt solid #000; padding: .5mm 4mm; font-weight: bold; }
.number { float: right; } .number b { font-size: 13pt; } .foot { string-set: foot content(); display: none; }
h1 { text-align: center; font-size: 23pt; font-weight: normal; margin: 3mm 0 0; } .version { text-align: center; margin: 0; }
.addressee { font-size: 15pt; margin: 1mm 0; } .promise { text-indent: 1em; text-align: justify; margin: 1mm 0 2mm; }
table { width: 100%%; border-collapse: collapse; border-top: 1pt solid #000; border-bottom: 1pt solid #000; font-size: 9.5pt; }
th, td { border: .4pt solid #000; padding: .4mm 1.5mm; text-align: left; line-height: 1.25; font-weight: normal; }
th { font-family: Gothic; font-size: 8.5pt; width: 22%%; } td.amount { font-weight: bold; font-size: 11pt; } small { font-size: 8pt; }
.issuer { margin: 3mm 0 4mm; } .issuer div { float: right; } .issuer b { font-weight: normal; font-size: 13pt; }
.panel { clear: both; border: .5pt solid #000; padding: 2mm 3mm; font-size: 9pt; } .panel b, .digest { font-family: Gothic; }
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
    words = data.certificate(record)
    evidence, surety = words["evidence"], words["surety"]
    return (
        f'<html lang="ja"><head><title>{escape(words["document_title"])}</title></head><body><div class=frame><div></div></div>'
        f"<p class=foot>{escape(words['running_foot'])}</p>"
        f"<p class=head><span class=sample>見　本</span><span class=number>保証契約番号　<b>{words['number']}</b></span></p>"
        f"<h1>{escape(words['title'])}</h1><p class=version>（{words['version_label']}）</p>"
        f"<p class=addressee>{escape(words['addressee'])}</p><p class=promise>{escape(words['promise'])}</p>"
        f"<table>{''.join(map(_line, words['rows']))}</table>"
        f"<div class=issuer>{words['issued_on']}<div>{surety['role']}　{escape(surety['address'])}<br><b>{escape(surety['name'])}</b><br>"
        f"{escape(surety['representative_title'])}　<b>{escape(surety['representative'])}</b></div></div>"
        f"<div class=panel><b>電子署名・タイムスタンプ</b><br>{escape(evidence['sentence'])}<br>"
        f"<span class=digest>証書記録の指紋（SHA-256）　{'<br>'.join(evidence['digest_lines'])}</span></div></body></html>"
    )


def _line(cells: list[dict[str, str]]) -> str:
    """One or two pairs of label and value; one pair takes the whole width."""
    span = "" if len(cells) == 2 else " colspan=3"
    pairs = "".join(
        f'<th scope="row">{escape(cell["label"])}</th><td{span}{_amount(cell["value"])}>{_value(cell)}</td>'
        for cell in cells
    )
    return f"<tr>{pairs}</tr>"


def _amount(value: str) -> str:
    return " class=amount" if value.startswith("金") else ""


def _value(cell: dict[str, str]) -> str:
    note = f"<small>{escape(cell['note'])}</small>" if cell["note"] else ""
    return escape(cell["value"]).replace("\n", "<br>") + note
