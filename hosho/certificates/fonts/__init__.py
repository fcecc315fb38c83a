"""Which font files the documents are set from, and the one set of them the typesetter is given.

BIZ UDMincho and BIZ UDGothic (OFL 1.1, see OFL.txt) lie beside this file, so every machine draws the same glyphs.
IPAmj Mincho has the forms of the family register that BIZ lacks; its licence and its 44 MB keep it outside the
repository, so it is used where the system has it and the path may be given.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import typst

FOLDER = Path(__file__).parent
VENDORED = tuple(
    FOLDER / f"{name}.ttf"
    for name in ("BIZUDMincho-Regular", "BIZUDMincho-Bold", "BIZUDGothic-Regular", "BIZUDGothic-Bold")
)
NAME_FONT_FAMILY = "IPAmjMincho"
NAME_FONT_VARIABLE = "HOSHO_NAME_FONT"

# Where Debian, Fedora, Arch and a hand installation put IPAmj Mincho.
_NAME_FONT_PLACES = (
    "/usr/share/fonts/truetype/ipamj/ipamjm.ttf",
    "/usr/share/fonts/opentype/ipamj/ipamjm.ttf",
    "/usr/share/fonts/ipa-mj-mincho-fonts/ipamjm.ttf",
    "/usr/share/fonts/OTF/ipamjm.ttf",
    "/usr/local/share/fonts/ipamjm.ttf",
)


@dataclass(frozen=True)
class FontFiles:
    """The files one renderer draws from.

    vendored: BIZ UDMincho and BIZ UDGothic, Regular and Bold each.
    for_names: IPAmj Mincho for what BIZ cannot draw, or None where it is not installed.
    """

    vendored: tuple[Path, ...] = VENDORED
    for_names: Path | None = None


@lru_cache(maxsize=1)
def installed() -> FontFiles:
    """The vendored files, and IPAmj Mincho from HOSHO_NAME_FONT or a usual place (an empty variable: without it)."""
    chosen = os.environ.get(NAME_FONT_VARIABLE)
    places = _NAME_FONT_PLACES if chosen is None else (chosen,) if chosen else ()
    found = next((Path(place) for place in places if Path(place).is_file()), None)
    return FontFiles(for_names=found)


@lru_cache(maxsize=4)
def loaded(files: FontFiles) -> typst.Fonts:
    """The typesetter's font set: these files and nothing else of the machine, read once a process."""
    # Typst takes folders, and the folder IPAmj lies in may hold anything: give it one with a link to the file alone.
    with tempfile.TemporaryDirectory(prefix="hosho-fonts-") as folder:
        for path in (*files.vendored, *([files.for_names] if files.for_names else [])):
            (Path(folder) / path.name).symlink_to(path.resolve())
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
        # The faces are read lazily: set one line in each while the links still exist.
        _touch(fonts)
    return fonts


def _touch(fonts: typst.Fonts) -> None:
    faces = [(face.family, face.weight) for face in fonts.fonts()]
    lines = "\n".join(f'#text(font: "{family}", weight: {weight})[一]\n' for family, weight in faces)
    typst.Compiler(font_paths=fonts).compile(input=lines.encode(), format="pdf")
