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


def main() -> None:
    glossary = REPOSITORY / "docs/glossary.md"
    lines = []
    for line in glossary.read_text(encoding="utf-8").splitlines():
        cells = line.split(" | ")
        if line.endswith((" | in code |", " | planned |")) and len(cells) == 4:
            names = re.findall(r"`([^`]+)`", cells[2])
            status = "in code" if all(name in names_in_code() for name in names) else "planned"
            trued = " | ".join([*cells[:3], f"{status} |"])
            if trued != line:
                print(f"{status}: {', '.join(names)}")
            line = trued
        lines.append(line)
    glossary.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
