"""The repository works anywhere: it names no folder of the machine it was written on and no registry."""

from __future__ import annotations

import re

from tests.structure.sources import files, shown

# Kinds of file that hold no text. Anything else is read.
NO_TEXT = {".ttf", ".otf", ".woff2", ".png", ".pdf", ".pem", ".der", ".p12", ".gz", ".zip"}

# Put together from pieces, so that this file does not find itself.
FORBIDDEN = re.compile(
    r"(?<![\w./-])/(?:wo"
    r"rk|ro"
    r"ot|ho"
    r"me/\w+|tm"
    r"p/contract)/"
    r"|py"
    r"pi\.org|pythonhosted"
    r"\.org|registry\.npm"
    r"js|proxy\.gol"
    r"ang|index-"
    r"url(?! --no)"
)


def test_no_file_speaks_of_this_machine_or_of_a_registry() -> None:
    found = []
    for path in files():
        if path.suffix in NO_TEXT:
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            # the lock files are made with the option that keeps the registry's address out of them
            if (hit := FORBIDDEN.search(line.replace("--no-emit-index-url", ""))) is not None:
                found.append(f"{shown(path)}:{number} {hit[0]}")
    assert found == []
