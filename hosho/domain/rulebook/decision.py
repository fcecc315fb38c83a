"""What a decision consists of, and the small three-valued findings it is made from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from hosho.domain.rulebook.codes import Answer
from hosho.domain.rulebook.routes import Route


class Truth(Enum):
    """What one test of a rule found about a case."""

    TRUE = 1
    FALSE = 0
    UNKNOWN = -1


@dataclass(frozen=True)
class Reason:
    """One reason: the rule that gave it, a stable code, the sentence, and the fact it rests on (None: the page itself)."""

    rule: str
    code: str
    sentence: str
    fact: str | None = None
    missing: bool = False

    def as_dict(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "code": self.code,
            "sentence": self.sentence,
            "fact": self.fact,
            "missing": self.missing,
        }


@dataclass(frozen=True)
class Finding:
    """One test's result with the reason for it. `silent`: the page says nothing, so even a refusal is only a question."""

    truth: Truth
    reason: Reason
    silent: bool = False


@dataclass(frozen=True)
class Decision:
    """The answer with every reason for it, the duties that go with it, and the ways to hand the key in."""

    answer: Answer
    reasons: tuple[Reason, ...]
    conditions: tuple[Reason, ...] = ()
    routes: tuple[Route, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def missing_facts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(r.fact for r in self.reasons if r.missing and r.fact))

    def as_dict(self) -> dict[str, Any]:
        return {
            "answer": self.answer.value,
            "reasons": [reason.as_dict() for reason in self.reasons],
            "conditions": [reason.as_dict() for reason in self.conditions],
            "missing": list(self.missing_facts),
            "routes": [route.as_dict() for route in self.routes],
            "remarks": list(self.remarks),
        }
