"""Set the status column of docs/glossary.md to what the code holds today. Run from the repository: python tools/true_up_glossary.py

It only ever corrects statuses. A word that was `in code` and is gone becomes `planned` again: look at the difference
before committing it, because then either a name changed and the glossary should too, or a word was lost.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.structure.sources import REPOSITORY, names_in_code


def trued(row: str) -> str:
    """A row of the glossary's tables with its status set; any other line as it is."""
    cells = row.split(" | ")
    if len(cells) != 4 or not row.endswith((" | in code |", " | planned |")):
        return row
    names = re.findall(r"`([^`]+)`", cells[2])
    status = "in code" if all(name in names_in_code() for name in names) else "planned"
    return " | ".join([*cells[:3], f"{status} |"])


def main() -> None:
    glossary = REPOSITORY / "docs/glossary.md"
    before = glossary.read_text(encoding="utf-8").splitlines()
    after = [trued(row) for row in before]
    for old, new in zip(before, after, strict=True):
        if old != new:
            print(new)
    glossary.write_text("\n".join(after) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
