"""The process that opens a stranger's file; started by `bounded.py`, imports nothing of ours.

    child.py check KIND MOST_PAGES  < file  > {"pages": 3} or {"pages": 0, "problem": "script"}
    child.py render KIND PAGE DPI MOST_PIXELS < file > PNG

Exit 0 answered, 1 the file cannot be read, 3 out of memory.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import warnings
from typing import Any

MEMORY_BYTES = 1_500_000_000
CPU_SECONDS = 15
MOST_PIXELS_OF_AN_IMAGE = 80_000_000  # an A3 page scanned at 600 dpi has 70 million
MOST_OBJECTS = 300_000

# What a PDF may not contain: keys and names of dictionaries, and the types of actions (ISO 32000-2, 12.6.4).
SCRIPT_KEYS = {"/JS", "/JavaScript", "/XFA"}
FILE_KEYS = {"/EmbeddedFiles", "/EF", "/RichMediaContent"}
FILE_NAMES = {"/EmbeddedFile", "/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/3D", "/Sound"}
ACTIONS = {
    *("/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie", "/Sound"),
    *("/RichMediaExecute", "/ResetForm", "/Hide", "/GoTo3DView"),
}


def main(arguments: list[str]) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    data = sys.stdin.buffer.read()
    task, kind, *rest = arguments
    try:
        if task == "check":
            pages, problem = check_pdf(data) if kind == "PDF" else check_image(data, kind)
            sys.stdout.write(json.dumps({"pages": pages, "problem": problem}))
        else:
            page, dpi, most_pixels = map(int, rest)
            draw = draw_pdf if kind == "PDF" else draw_image
            sys.stdout.buffer.write(draw(data, page, dpi, most_pixels))
    except MemoryError:
        return 3
    except Exception:  # noqa: BLE001  # whatever the libraries trip over, the file cannot be read
        return 1
    return 0


def check_pdf(data: bytes) -> tuple[int, str | None]:
    """Pages, and what is wrong with the PDF. A start page (an /OpenAction that only goes there) is ordinary."""
    import pikepdf

    try:
        document = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        return 0, "encrypted"
    except pikepdf.PdfError:
        return 0, "damaged"
    with document:
        if document.is_encrypted:
            return 0, "encrypted"
        pages = len(document.pages)
        if pages == 0:
            return 0, "no_pages"
        if len(document.objects) > MOST_OBJECTS:
            return pages, "too_large_inside"
        return pages, _first_problem(document)


def _first_problem(document: Any) -> str | None:
    waiting = [document.trailer, *document.objects]
    while waiting:
        thing = waiting.pop()
        found = _problem_of(thing)
        if found:
            return found
        waiting.extend(_direct_children(thing))
    return None


def _problem_of(thing: Any) -> str | None:
    import pikepdf

    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return None
    keys = set(thing.keys())
    names = {
        str(thing.get(key)) for key in ("/S", "/Type", "/Subtype") if isinstance(thing.get(key), pikepdf.Name)
    }
    if keys & SCRIPT_KEYS or "/JavaScript" in names:
        return "script"
    if keys & FILE_KEYS or names & FILE_NAMES:
        return "embedded_file"
    return "action" if names & ACTIONS else None


def _direct_children(thing: Any) -> list[Any]:
    """Dictionaries and lists written inside this one; what is referred to is in the document's list of objects."""
    import pikepdf

    if isinstance(thing, pikepdf.Array):
        values: list[Any] = list(thing)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        values = [thing.get(key) for key in thing.keys()]  # noqa: SIM118  # not a Python dict
    else:
        return []
    kinds = (pikepdf.Array, pikepdf.Dictionary)
    return [value for value in values if isinstance(value, kinds) and not value.is_indirect]


def check_image(data: bytes, kind: str) -> tuple[int, str | None]:
    image = _open_image(data)
    if image.format != kind:
        return 0, "damaged"
    if image.width * image.height > MOST_PIXELS_OF_AN_IMAGE:
        return 1, "too_large_inside"
    if getattr(image, "n_frames", 1) > 1 and kind == "PNG":
        return 1, "moving"
    try:
        image.load()
    except (OSError, SyntaxError, ValueError):
        return 1, "damaged"
    return 1, None


def _open_image(data: bytes) -> Any:
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # we count them ourselves, before anything is decoded
    warnings.simplefilter("ignore")
    return Image.open(io.BytesIO(data), formats=("JPEG", "PNG"))


def draw_pdf(data: bytes, page: int, dpi: int, most_pixels: int) -> bytes:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    if not 1 <= page <= len(document):
        raise ValueError("no such page")
    leaf = document[page - 1]
    width, height = leaf.get_size()
    scale = min(dpi / 72, (most_pixels / max(width * height, 1)) ** 0.5)
    return _png(leaf.render(scale=scale, may_draw_forms=True).to_pil())


def draw_image(data: bytes, page: int, dpi: int, most_pixels: int) -> bytes:
    from PIL import ImageOps

    if page != 1:
        raise ValueError("no such page")
    image = _open_image(data)
    if image.width * image.height > MOST_PIXELS_OF_AN_IMAGE:
        raise MemoryError
    upright = ImageOps.exif_transpose(image).convert("RGB")
    shrink = min(1.0, (most_pixels / (upright.width * upright.height)) ** 0.5)
    upright.thumbnail((max(1, int(upright.width * shrink)), max(1, int(upright.height * shrink))))
    return _png(upright)


def _png(image: Any) -> bytes:
    out = io.BytesIO()
    image.convert("RGB").save(out, "PNG", compress_level=3)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
