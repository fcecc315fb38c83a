"""Reading the printed key from a received FAX by OCR, a stand-in for a clerk's eye."""

from __future__ import annotations

import cv2
import pypdfium2
import pytesseract

from tests.simulators import fax

_MARGIN_MM = 6.0
_WHITELIST = "--psm 7 -c tessedit_char_whitelist=0123456789-"


def key_area(pdf: bytes, key: str) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the printed key (20 digits) on the first page, in millimetres from its top left corner."""
    page = pypdfium2.PdfDocument(pdf)[0]
    text = page.get_textpage()
    digits = [(at, text.get_text_range(at, 1)) for at in range(text.count_chars())]
    digits = [(at, each) for at, each in digits if each.isdigit()]
    start = "".join(each for _, each in digits).index(key)
    boxes = [text.get_charbox(at) for at, _ in digits[start : start + len(key)]]
    height, mm = page.get_height(), 25.4 / 72
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    bottom, top = min(box[1] for box in boxes), max(box[3] for box in boxes)
    return left * mm, (height - top) * mm, right * mm, (height - bottom) * mm


def read_key(sheet: fax.Sheet, area: tuple[float, float, float, float]) -> str:
    """The digits OCR reads around the area on a sheet received at 300 dpi; any text may come back."""
    dots = fax.RECEIVED_DPI / 25.4
    left, top, right, bottom = area
    rows = slice(round((top - _MARGIN_MM) * dots), round((bottom + _MARGIN_MM) * dots))
    strip = sheet[rows, round((left - _MARGIN_MM) * dots) : round((right + _MARGIN_MM) * dots)]
    straight = fax.straightened(cv2.GaussianBlur(strip, (0, 0), 2.0))
    smaller = cv2.resize(straight, None, fx=0.6, fy=0.6, interpolation=cv2.INTER_AREA)
    read = pytesseract.image_to_string(smaller, config=_WHITELIST)
    return "".join(each for each in read if each.isdigit())
