"""P18: set-up from a fresh clone, with an empty and with a filled package cache; browser and fonts aside."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from bench.installation import ROOT
from bench.rounds import median
from bench.row import Row, Scale

WARM_ROUNDS = 5


def measure(scale: Scale) -> list[Row]:
    folder = Path(tempfile.mkdtemp(prefix="hosho-bench-set-up-", dir=ROOT / "build"))
    try:
        told = {**os.environ, "UV_CACHE_DIR": str(folder / "uv"), "PIP_CACHE_DIR": str(folder / "pip")}
        told.pop("PYTHONPATH", None)
        cold = _set_up(folder / "cold", told)
        clones, again = [], []
        for number in range(scale.of(WARM_ROUNDS, 1)):
            clones.append(_set_up(folder / f"warm-{number}", told))
            shutil.rmtree(folder / f"warm-{number}" / ".venv")
            again.append(_made(folder / f"warm-{number}", told))
            shutil.rmtree(folder / f"warm-{number}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    fetched = "packages came from the package index this machine is set to, possibly a near mirror"
    whole, environment = median(clones), median(again)
    return [
        Row("P18", "set-up of a fresh clone, empty caches (`make setup`)", f"{cold:.1f} s", "", "", "≤ 60 s", cold <= 60, f"one trial; {fetched}"),
        Row("P18", "set-up of a fresh clone, filled caches, uv itself installed by pip", f"{whole:.1f} s", "", "", "≤ 5 s", whole <= 5,
            f"the environment alone, uv being there: {environment:.1f} s"),
    ]  # fmt: skip


def _set_up(clone: Path, told: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run(
        ["git", "clone", "--quiet", "--no-local", str(ROOT), str(clone)], check=True, capture_output=True
    )
    return time.perf_counter() - began + _made(clone, told)


def _made(clone: Path, told: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run(["make", "setup"], cwd=clone, env=told, check=True, capture_output=True)
    return time.perf_counter() - began
