"""Every letter, written once with ordinary values, for the tests that hold for all of them."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from hosho import notices
from hosho.domain.kinds import GuaranteeKind
from hosho.notices.mail import TEMPLATES, Mail
from hosho.notices.sender import Sender

NUMBER = "472500000123"
AT = datetime(2026, 1, 5, 5, 5, tzinfo=UTC)

VALUES: dict[str, Any] = {
    "to": "hanako@sample.example",
    "company": "佐伯見本建設株式会社",
    "person": "見本　花子",
    "sender": Sender("青海建設保証株式会社（見本）", "電子保証窓口", "0972-00-0000", "平日9時から17時まで"),
    "number": NUMBER,
    "version": 1,
    "receipt": "2025-004512",
    "kind": GuaranteeKind.ADVANCE_PAYMENT,
    "kinds": [GuaranteeKind.CONTRACT, GuaranteeKind.ADVANCE_PAYMENT],
    "title": "市道見本線道路改良工事",
    "orderer": "佐伯市",
    "department": "契約検査課契約係",
    "handed_to": "佐伯市　契約検査課契約係",
    "handed_how": "持参またはFAX",
    "points": 2,
    "answer_by": date(2026, 1, 9),
    "pay_by": date(2026, 1, 9),
    "device": "Windows の Edge",
    "reissued_by": "見本　花子",
    "withdrawn_by": "見本　花子",
    "step": "タイムスタンプの取得",
    "attempts": 8,
    "misses": 30,
    "what": "パスワードの変更",
}
NAMES = sorted(path.stem for path in TEMPLATES.glob("*.txt") if not path.stem.startswith("_"))


def function(name: str) -> Callable[..., Mail]:
    return getattr(importlib.import_module(f"hosho.notices.{name}"), name)  # type: ignore[no-any-return]


def values_for(name: str, **changed: Any) -> dict[str, Any]:
    """Ordinary values for every parameter of the letter; days and moments by their names."""
    chosen = {}
    for parameter in inspect.signature(function(name)).parameters:
        if parameter in changed:
            chosen[parameter] = changed[parameter]
        elif parameter in VALUES:
            chosen[parameter] = VALUES[parameter]
        else:
            chosen[parameter] = date(2026, 1, 5) if parameter.endswith("_on") else AT
    return chosen


def written(name: str, **changed: Any) -> Mail:
    return function(name)(**values_for(name, **changed))


def modules_with_letters() -> set[str]:
    folder = Path(notices.__file__).parent
    return {
        path.stem for path in folder.glob("*.py") if f"def {path.stem}(" in path.read_text(encoding="utf-8")
    }
