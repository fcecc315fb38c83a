"""One line of the results, and how much of everything is measured."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """What one goal came to in one run. `met` is None where the goal could not be judged; `note` then says why."""

    goal_id: str
    what: str
    ours: str
    other: str
    """The peer's figure, or the floor's; empty when there is none."""
    ratio: str
    goal: str
    met: bool | None
    note: str = ""
    quick: bool = False
    """Whether it comes from a quick run with small counts; the runner says so."""

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def verdict(self) -> str:
        if self.met is None:
            return "no verdict"
        return "met" if self.met else "**falls short**"


@dataclass(frozen=True)
class Scale:
    """How much is measured. `quick` is for trying a row out; `big` adds what takes hours of filling."""

    quick: bool = False
    big: bool = False
    database: str = "sqlite"

    def of(self, full: int, quick: int) -> int:
        """The count to use."""
        return quick if self.quick else full


def at_least(ratio: float, goal: float) -> tuple[str, str, bool]:
    """A ratio that should be large: as text, its goal as text, whether it is met."""
    return f"{ratio:.2f} ×", f"≥ {goal:g} ×", ratio >= goal


def at_most(ratio: float, goal: float) -> tuple[str, str, bool]:
    """A ratio that should be small: as text, its goal as text, whether it is met."""
    return f"{ratio:.2f} ×", f"≤ {goal:g} ×", ratio <= goal
