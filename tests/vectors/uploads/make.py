"""Makes the files of X17, each named after what is wrong with it. `python -m tests.vectors.uploads.make FOLDER`.

They are made when a test needs them, not kept: a virus scanner on a developer's machine would take some of them away.
"""

from __future__ import annotations

import io
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
from PIL import Image

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def pdf(pages: int = 2, *, change: Callable[[pikepdf.Pdf], None] | None = None, **save: object) -> bytes:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(595, 842))
    if change:
        change(document)
    out = io.BytesIO()
    document.save(out, **save)
    return out.getvalue()


def image(form: str, size: tuple[int, int] = (80, 60)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, form)
    return out.getvalue()


def with_action(kind: str, **values: object) -> bytes:
    def change(document: pikepdf.Pdf) -> None:
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name("/" + kind), **values)

    return pdf(change=change)


def with_link_script() -> bytes:
    """The script hides three dictionaries deep, in an annotation's additional action, inside an object stream."""

    def change(document: pikepdf.Pdf) -> None:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Link,
            Rect=[0, 0, 9, 9],
            AA=pikepdf.Dictionary(E=pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=[0], Next=script)),
        )
        document.pages[0].Annots = pikepdf.Array([document.make_indirect(note)])

    return pdf(change=change, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def with_attachment() -> bytes:
    def change(document: pikepdf.Pdf) -> None:
        document.attachments["x.exe"] = pikepdf.AttachedFileSpec(document, b"MZ", filename="x.exe")

    return pdf(change=change)


def with_start_page() -> bytes:
    """What LibreOffice writes into every PDF: open at the first page."""

    def change(document: pikepdf.Pdf) -> None:
        document.Root.OpenAction = pikepdf.Array([document.pages[0].obj, pikepdf.Name.XYZ, None, None, 0])

    return pdf(change=change)


def image_bomb() -> bytes:
    """A PNG of 30,000 × 30,000 white dots in about 110 kB; drawn it would take 2.7 GB."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")

    side = 30_000
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"\0" + b"\xff" * (side // 8)) for _ in range(side)) + packer.flush()
    header = side.to_bytes(4, "big") * 2 + b"\x01\x00\x00\x00\x00"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def pdf_bomb() -> bytes:
    """A PDF whose table of objects is packed twice and unfolds to 3 GB."""
    inner = zlib.compress(b"\0" * 3_000_000, 9)
    twice = zlib.compress(zlib.compress(inner * 1000, 9), 9)
    head = b"%PDF-1.5\n"
    body = (
        b"1 0 obj\n<</Type/XRef/Size 2/W[1 2 1]/Root 2 0 R/Filter[/FlateDecode/FlateDecode/FlateDecode]/Length "
        + str(len(twice)).encode()
        + b">>\nstream\n"
        + twice
        + b"\nendstream\nendobj\n"
    )
    return head + body + b"startxref\n" + str(len(head)).encode() + b"\n%%EOF\n"


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("x.txt", "x")
    return out.getvalue()


def moving_png() -> bytes:
    out = io.BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("white", "black")]
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])
    return out.getvalue()


def refused() -> dict[str, tuple[str, bytes]]:
    """File name -> (the code of the refusal, its bytes)."""
    lock = pikepdf.Encryption(owner="o", user="", R=6)
    return {
        "empty.pdf": ("empty", b""),
        "eleven-megabytes.pdf": ("too_large", pdf() + b"\n" * 11_000_000),
        "program-renamed.pdf": ("wrong_kind", b"MZ\x90\x00" + b"\0" * 500),
        "office-file.docx": ("wrong_kind", zipped()),
        "photograph.heic": ("wrong_kind", b"\0\0\0\x18ftypheic" + b"\0" * 100),
        "scan.tif": ("wrong_kind", image("TIFF")),
        "page.html.pdf": ("wrong_kind", b"<html><script>alert(1)</script></html>"),
        "header-not-at-start.pdf": ("wrong_kind", b"\n" + pdf()),
        "pdf-and-zip.pdf": ("two_kinds_in_one", pdf() + zipped()),
        "pdf-with-a-tail.pdf": ("two_kinds_in_one", pdf() + b"<script>alert(1)</script>"),
        "picture-and-pdf.png": ("two_kinds_in_one", image("PNG") + pdf()),
        "picture-with-a-tail.png": ("two_kinds_in_one", image("PNG") + b"<?php"),
        "test-virus.pdf": ("virus", pdf() + EICAR),
        "script-on-open.pdf": ("script", with_action("JavaScript", JS="app.alert(1)")),
        "script-in-a-link.pdf": ("script", with_link_script()),
        "starts-a-program.pdf": ("action", with_action("Launch", F="cmd.exe")),
        "sends-a-form.pdf": ("action", with_action("SubmitForm", F="x")),
        "goes-to-another-file.pdf": ("action", with_action("GoToR", F="x.pdf")),
        "file-inside.pdf": ("embedded_file", with_attachment()),
        "locked.pdf": ("encrypted", pdf(encryption=pikepdf.Encryption(owner="o", user="u", R=6))),
        "restricted.pdf": ("encrypted", pdf(encryption=lock)),
        "fifty-one-pages.pdf": ("too_many_pages", pdf(51)),
        "no-pages.pdf": ("no_pages", pdf(0)),
        "damaged.pdf": ("damaged", b"%PDF-1.7\nnothing follows"),
        "half-a-picture.jpg": ("damaged", image("JPEG", (900, 900))[:2000]),
        "image-bomb.png": ("too_large_inside", image_bomb()),
        "moving.png": ("moving", moving_png()),
    }


def taken() -> dict[str, tuple[str, int, bytes]]:
    """File name -> (kind, pages, bytes)."""
    return {
        "contract.pdf": ("PDF", 2, pdf()),
        "start-page.pdf": ("PDF", 2, with_start_page()),
        "fifty-pages.pdf": ("PDF", 50, pdf(50)),
        "photograph.jpg": ("JPEG", 1, image("JPEG")),
        "scan.png": ("PNG", 1, image("PNG")),
        "picture-named-as.pdf": ("PNG", 1, image("PNG")),
    }


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for file_name, (*_, content) in (*refused().items(), *taken().items()):
        (folder / file_name).write_bytes(content)
