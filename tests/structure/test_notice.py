"""What others made and we carry is named in NOTICE, with its licence."""

from __future__ import annotations

from tests.structure.sources import REPOSITORY, files, shown

NOTICE = (REPOSITORY / "NOTICE").read_text(encoding="utf-8")


def test_every_folder_with_vendored_fonts_is_in_the_notice() -> None:
    folders = {shown(path.parent) for path in files("hosho", suffixes=(".ttf", ".otf", ".woff2"))}
    assert [folder for folder in folders if folder not in NOTICE] == []


def test_every_vendored_font_family_stands_beside_its_licence() -> None:
    folders = {path.parent for path in files("hosho", suffixes=(".ttf", ".otf", ".woff2"))}
    assert [
        shown(folder) for folder in folders if not list(folder.glob("*OFL*")) + list(folder.glob("*LICEN*"))
    ] == []
