"""A FAX line with a photocopier at each end, harder than a usual one (documents.md 4).

600 dpi page -> copy 1 (blur, skew up to half a degree, noise, specks) -> group 3 scan at 204 x 98 dpi with one degree
of skew, one bit a dot, 0.3 % of the lines lost and repeated -> print at 408 dpi -> copy 2 -> scan at 300 dpi.
The coding on the line (MH, MR) is lossless and left out. The same seed gives the same sheet.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import pypdfium2
import zxingcpp
from numpy.typing import NDArray

Sheet = NDArray[np.uint8]
A4_INCHES = (210 / 25.4, 297 / 25.4)
PAGE_DPI, PRINT_DPI, RECEIVED_DPI = 600, 408, 300
_MM = 1 / 25.4


@dataclass(frozen=True)
class Line:
    """What the transmission does to a page: dots an inch across and down, degrees of skew, share of lines lost."""

    across_dpi: int = 204
    down_dpi: int = 98
    skew: float = 1.0
    lost: float = 0.003


STANDARD = Line()


def page(pdf: bytes, dpi: int = PAGE_DPI) -> Sheet:
    """The first page of a PDF in grey, dark is low."""
    document = pypdfium2.PdfDocument(pdf)
    return np.asarray(document[0].render(scale=dpi / 72, grayscale=True).to_numpy()).squeeze()


def received(sheet: Sheet, *, seed: int, line: Line = STANDARD) -> Sheet:
    """The sheet (600 dpi) as it lies on the clerk's desk, scanned at 300 dpi, one bit a dot."""
    chance = np.random.default_rng(seed)
    copied = _copy(sheet, PAGE_DPI, chance)
    sent = _transmit(copied, chance, line)
    printed = cv2.resize(sent, _size(PRINT_DPI, PRINT_DPI), interpolation=cv2.INTER_NEAREST)
    return _resized(_copy(printed, PRINT_DPI, chance), RECEIVED_DPI, RECEIVED_DPI)


def read_code(sheet: Sheet) -> str | None:
    """What zxing reads from the sheet: as it is, then blurred, halved and median-filtered, until one pass reads."""
    passes = (
        lambda: sheet,
        lambda: cv2.GaussianBlur(sheet, (0, 0), 1.5),
        lambda: cv2.resize(sheet, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA),
        lambda: cv2.medianBlur(sheet, 5),
        lambda: cv2.GaussianBlur(sheet, (0, 0), 2.5),
    )
    for prepare in passes:
        codes = zxingcpp.read_barcodes(prepare(), formats=zxingcpp.BarcodeFormat.QRCode)
        if codes:
            return str(codes[0].text)
    return None


def straightened(strip: Sheet, limit: float = 2.0) -> Sheet:
    """A strip with one line of text, turned until its rows are darkest against the white between."""
    angles = np.arange(-limit, limit + 0.01, 0.1)
    return max(
        (_turned(strip, angle) for angle in angles), key=lambda turned: float(np.var(turned.mean(axis=1)))
    )


def _copy(sheet: Sheet, dpi: int, chance: np.random.Generator) -> Sheet:
    blurred = cv2.GaussianBlur(sheet, (0, 0), chance.uniform(0.04, 0.08) * _MM * dpi)
    turned = _turned(blurred, chance.uniform(-0.5, 0.5))
    black_and_white = _thresholded(turned, chance, noise=14)
    return _specks(black_and_white, chance, count=int(chance.integers(40, 160)), largest=max(1, dpi // 200))


def _transmit(sheet: Sheet, chance: np.random.Generator, line: Line) -> Sheet:
    turned = _turned(sheet, line.skew * chance.choice([-1, 1]))
    dots = _thresholded(_resized(turned, line.across_dpi, line.down_dpi), chance, noise=18)
    for row in np.flatnonzero(chance.random(dots.shape[0]) < line.lost):
        dots[row] = dots[max(row - 1, 0)]
    return dots


def _thresholded(sheet: Sheet, chance: np.random.Generator, *, noise: int) -> Sheet:
    # A quarter of the page's noise, tiled: random numbers for 35 million dots would be most of the time.
    tile = chance.normal(0, noise, (512, 509)).astype(np.int16)
    times = (sheet.shape[0] // tile.shape[0] + 1, sheet.shape[1] // tile.shape[1] + 1)
    noisy = sheet.astype(np.int16) + np.tile(tile, times)[: sheet.shape[0], : sheet.shape[1]]
    return np.where(noisy < chance.uniform(110, 150), 0, 255).astype(np.uint8)


def _specks(sheet: Sheet, chance: np.random.Generator, *, count: int, largest: int) -> Sheet:
    for _ in range(count):
        x, y = int(chance.integers(sheet.shape[1])), int(chance.integers(sheet.shape[0]))
        cv2.circle(sheet, (x, y), int(chance.integers(1, largest + 1)), int(chance.choice([0, 255])), -1)
    return sheet


def _turned(sheet: Sheet, degrees: float) -> Sheet:
    height, width = sheet.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return cv2.warpAffine(sheet, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=255)


def _resized(sheet: Sheet, across_dpi: int, down_dpi: int) -> Sheet:
    return cv2.resize(sheet, _size(across_dpi, down_dpi), interpolation=cv2.INTER_AREA)


def _size(across_dpi: int, down_dpi: int) -> tuple[int, int]:
    return round(A4_INCHES[0] * across_dpi), round(A4_INCHES[1] * down_dpi)
