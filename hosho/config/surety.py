"""Read the file that says which guarantee company runs this installation, refusing what does not fit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

_TEXTS = {
    "code",
    "name",
    "short_name",
    "address",
    "representative_title",
    "representative",
    "phone",
    "fax",
    "hours",
    "rulebook_name",
    "bank_account",
}
_POLICY = {
    "fee_due_days": int,
    "single_decision_limit_yen": int,
    "second_factor_required": bool,
    "activation_code_days": int,
    "draft_days": int,
}
_KINDS = {"CONTRACT", "ADVANCE_PAYMENT", "INTERIM_ADVANCE_PAYMENT", "CONTRACT_RESERVATION"}


def read_surety(path: Path) -> dict[str, Any]:
    """The surety's facts, policy and terms. Raises ValueError naming the file and the entry that does not fit."""
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    expected = _TEXTS | {"sample", "policy", "terms"}
    if not isinstance(entries, dict) or set(entries) != expected:
        odd = sorted(set(entries) ^ expected) if isinstance(entries, dict) else "the whole file"
        raise ValueError(f"{path}: missing or unknown entries: {odd}")
    for name in sorted(_TEXTS):
        if not isinstance(entries[name], str) or not entries[name].strip():
            raise ValueError(f"{path}: {name} must be a text")
    if not (entries["code"].isdigit() and len(entries["code"]) == 2):
        raise ValueError(f"{path}: code must be two digits")
    if set(entries["policy"]) != set(_POLICY):
        raise ValueError(f"{path}: policy must have exactly {sorted(_POLICY)}")
    for name, kind in _POLICY.items():
        if type(entries["policy"][name]) is not kind:
            raise ValueError(f"{path}: policy.{name} must be {kind.__name__}")
    if set(entries["terms"]) != _KINDS or any(
        set(t) != {"name", "version"} for t in entries["terms"].values()
    ):
        raise ValueError(f"{path}: terms must name every kind with name and version")
    return entries
