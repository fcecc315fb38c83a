"""Measure one row's module in a process of its own: python -m bench.one MODULE DATABASE [quick] [big].

Prints the rows as one line of JSON, last. The runner reads it; nothing else should.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module

from bench.row import Scale


def main(module: str, database: str, *words: str) -> None:
    scale = Scale(quick="quick" in words, big="big" in words, database=database)
    rows = import_module(f"bench.{module}").measure(scale)
    print(json.dumps([row.as_dict() for row in rows], ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
