"""The desk sees pictures, never the file."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from hosho.lib.uploads import Kind, UploadRefused, re_render
from tests.vectors.uploads import make


def size_of(png: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(png), formats=("PNG",)) as image:
        return image.size


def test_a_page_becomes_a_picture_of_its_size() -> None:
    width, height = size_of(re_render(make.pdf(), 2, dpi=72))
    assert (width, height) == (595, 842)


def test_a_huge_page_is_drawn_coarser_instead_of_filling_the_memory() -> None:
    def change(document: make.pikepdf.Pdf) -> None:
        document.pages[0].MediaBox = [0, 0, 14400, 14400]

    width, height = size_of(re_render(make.pdf(1, change=change), 1, dpi=300))
    assert width * height <= 12_100_000


def test_a_photograph_is_drawn_again_without_what_it_says_about_the_place() -> None:
    photograph = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = "secret place", 6
    Image.new("RGB", (40, 20), "white").save(photograph, "JPEG", exif=exif)
    png = re_render(photograph.getvalue(), 1, kind=Kind.JPEG)
    assert size_of(png) == (20, 40), "turned upright"
    assert b"secret place" not in png


@pytest.mark.parametrize(
    ("data", "page"), [(make.pdf(1), 2), (make.pdf(1), 0), (b"%PDF-1.7 no", 1), (b"", 1)]
)
def test_what_cannot_be_drawn_is_said(data: bytes, page: int) -> None:
    with pytest.raises(UploadRefused):
        re_render(data, page)
