"""A page of a stranger's file as a plain picture, for the desk to look at."""

from __future__ import annotations

from hosho.lib.uploads.bounded import ChildFailed, run_child
from hosho.lib.uploads.check import Kind, UploadRefused

DPI = 150
MOST_PIXELS = 12_000_000
"""An A4 page at 150 dpi has 2.2 million, an A3 drawing at 300 dpi 17 million; larger pages are drawn coarser."""


def re_render(data: bytes, page: int, *, kind: Kind = Kind.PDF, dpi: int = DPI) -> bytes:
    """Page `page` (from 1) as a PNG without anything of the original but its looks.

    Raises: UploadRefused when there is no such page or it cannot be drawn.
    """
    try:
        return run_child("render", kind.value, str(page), str(min(dpi, 300)), str(MOST_PIXELS), data=data)
    except ChildFailed as error:
        sentence = "このページを画像にできませんでした。元のファイルの送り直しを依頼してください。"
        raise UploadRefused("cannot_draw", sentence) from error
