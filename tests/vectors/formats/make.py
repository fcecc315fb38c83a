"""Makes the vectors beside this file: records, events and whole packages, right and wrong, with the answers expected.

    DJANGO_SETTINGS_MODULE=tests.settings .venv/bin/python -m tests.vectors.formats.make

The keys are thrown away; `trust/` holds the anchors and `seal.pem` the surety's certificate. Everything is judged at the
stamped time, so vectors do not age.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import django

django.setup()

from cryptography.hazmat.primitives.serialization import Encoding

from hosho.domain.certificate_record import from_record
from hosho.domain.deposit import Deposit
from tests.certificates import sealing
from tests.domain.records import contract, interim
from tests.register.deposits import Sender, long_record

HERE = Path(__file__).parent

MALFORMED_RECORDS: dict[str, dict[str, Any]] = {
    "a member too many": {"colour": "red"},
    "check digits of the number": {"guarantee_number": "472600000152"},
    "another surety's number": {"surety__code": "48"},
    "no digest of the version before": {"version": 2},
    "a reservation has no certificate": {"kind": "CONTRACT_RESERVATION"},
    "an amount with a fraction": {"guarantee__amount_yen": 1.5},
    "more guaranteed than the price": {"guarantee__amount_yen": 48_950_001},
    "an advance without account": {"deposit_account": None},
    "an orderer without a name": {"orderer__name": ""},
    "a day that does not exist": {"contract__date": "2026-02-29"},
    "a period that ends before it begins": {"guarantee__period_to": "2024-01-01"},
}


def records() -> dict[str, Any]:
    good = {
        "advance": long_record(),
        "contract": contract(),
        "interim": interim(),
        "an orderer in no rulebook": long_record(orderer__code="", orderer__department=None),
    }
    return {
        "good": {
            name: {
                "record": record,
                "canonical": from_record(record).canonical().decode(),
                "sha256": from_record(record).digest,
            }
            for name, record in good.items()
        },
        "malformed": {name: long_record(**changes) for name, changes in MALFORMED_RECORDS.items()},
    }


def events_and_deposits() -> tuple[dict[str, Any], dict[str, Any]]:
    """One guarantee's life, and packages that must be refused at the place named."""
    sender = Sender(sealing.authority(), sealing.authority().sealer())
    packages: dict[str, tuple[Deposit, str | None]] = {}
    first = sender.issued()
    packages["issued"] = (first, None)
    packages["issued-again"] = (first, None)
    flipped = bytearray(first.pdf or b"")
    flipped[flipped.index(b"stream\n") + 60] ^= 1
    packages["flipped-file"] = (replace(first, pdf=bytes(flipped)), "record_digest_mismatch")
    packages["unknown-surety"] = (replace(first, surety_code="48"), "unknown_surety")
    packages["without-key"] = (replace(first, opening_key=None), "event_malformed")
    packages["amended"] = (sender.amended(contract__price_yen=52_800_000), None)
    packages["key-reissued"] = (sender.reissued(), None)
    packages["released"] = (
        sender.event("released", effective_on=date(2026, 12, 20), reason="工事の完成"),
        None,
    )
    packages["after-the-end"] = (sender.amended(contract__price_yen=60_000_000), "deposit_out_of_order")
    bodies = {name: package.event for name, (package, refused) in packages.items() if refused is None}
    events = {
        "good": {
            name: {"canonical": body.decode(), "sha256": _sha256(body)} for name, body in bodies.items()
        },
        "malformed": {
            "not canonical": first.event.decode() + " ",
            "not in the vocabulary": first.event.decode().replace('"issued"', '"lost"'),
            "a member too few": first.event.decode().replace('"version":1', '"vers":1'),
            "a first event with a predecessor": first.event.decode().replace(
                '"previous_event_digest":null', f'"previous_event_digest":"{"0" * 64}"'
            ),
        },
    }
    for name, (package, _) in packages.items():
        (HERE / f"{name}.deposit.json").write_bytes(package.to_bytes())
    expected = [
        {"package": f"{name}.deposit.json", "refused": refused} for name, (_, refused) in packages.items()
    ]
    return events, {"in_this_order": expected}


def _sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def write(name: str, content: dict[str, Any]) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1)
    (HERE / name).write_text(text + "\n", encoding="utf-8")


def main() -> None:
    for old in HERE.glob("*.deposit.json"):
        old.unlink()
    shutil.rmtree(HERE / "trust", ignore_errors=True)
    shutil.copytree(sealing.authority().folder / "trust", HERE / "trust")
    certificate = sealing.authority().sealer().certificate
    (HERE / "seal.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    events, deposits = events_and_deposits()
    write("records.json", records())
    write("events.json", events)
    write("deposits.json", deposits)


if __name__ == "__main__":
    main()
