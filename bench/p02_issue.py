"""P2: one issue from the concluded contract to the queued mail with its four documents, against what cannot be avoided."""

from __future__ import annotations

import hashlib
from typing import Any

from bench.installation import installation, work_off
from bench.rounds import interleaved, middles, milliseconds
from bench.row import Row, Scale, at_most


def measure(scale: Scale) -> list[Row]:
    with installation(scale.database):
        return _measured(scale)


def _measured(scale: Scale) -> list[Row]:
    from django.db import transaction

    from hosho.guarantees import papers, signing
    from hosho.guarantees.models import DataKey
    from hosho.worker import issuing

    rounds = scale.of(15, 5)
    applications = {number: _accepted(number) for number in range(-2, rounds)}
    sets = [_issue(_accepted(1_000 + number)) for number in range(rounds + 2)]
    renderer = issuing.renderer()

    def floor(number: int) -> None:
        record, notice, copy, statement = _changed(sets[number], number)
        pdf = renderer.certificate(record)
        renderer.key_notice(notice)
        renderer.customer_copy(copy)
        renderer.fee_statement(statement)
        signing.sealer().sign_digest(hashlib.sha256(pdf).digest())
        with transaction.atomic():
            DataKey.objects.create(month=f"f{number:05}", wrapped=b"x", created_at=_now())

    def ours(number: int) -> None:
        _, notice, copy, statement = _issue(applications[number])
        papers.renderer().key_notice(notice)
        papers.renderer().customer_copy(copy)
        papers.renderer().fee_statement(statement)

    taken = interleaved(rounds, {"ours": ours, "floor": floor}, warm_up=2)
    middle = middles(taken)
    mine, least = middle["ours"], middle["floor"]
    note = (
        f"processor time, the time-stamp authority's own in it; on the clock of a shared machine {milliseconds(mine.wall)} against"
        f" {milliseconds(least.wall)} ({mine.wall / least.wall:.2f} ×)"
    )
    ratio, wanted, met = at_most(mine.cpu / least.cpu, 1.5)
    return [Row("P2", f"one issue end to end on {_NAMES[scale.database]}: concluded, rendered, sealed, stamped over HTTP, deposited, mail queued, four documents", milliseconds(mine.cpu), f"{milliseconds(least.cpu)} four renders, one bare P-256 signature, one commit", ratio, wanted, met, note)]  # fmt: skip


_NAMES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}


def _now() -> Any:
    from hosho.lib.clock import now

    return now()


def _accepted(number: int) -> Any:
    from tests.builders import accepted

    made = accepted(
        contract={"period_to": "2098-03-31", "title": f"市道見本線道路改良工事その{number + 5_000}"},
        kinds={"category": "WORKS", "kinds": ["ADVANCE_PAYMENT"]},
    )
    made.fee.quotes = [
        {"kind": "ADVANCE_PAYMENT", "amount_yen": 19_580_000, "fee_yen": 100_000, "tariff_version": "見本-2024-04",
         "lines": ["19,580,000円までの分 100,000円"], "sample": True, "taxed": False}
    ]  # fmt: skip
    made.fee.save(update_fields=["quotes"])
    return made


def _issue(application: Any) -> tuple[dict[str, Any], ...]:
    """Issue for real, mail queued; the papers its four documents are set from."""
    from hosho.guarantees import papers
    from hosho.guarantees.actions.conclude import conclude
    from hosho.guarantees.actions.print_key_notice import print_key_notice
    from hosho.parties.actor import SYSTEM

    conclude(application, by=SYSTEM, at=_now())
    work_off()
    guarantee = application.guarantees.get()
    certificate = guarantee.certificates.get()
    notice = print_key_notice(guarantee, by=application.created_by.actor(), at=_now())
    return (
        papers.record_of(certificate),
        notice,
        papers.customer_copy(guarantee, certificate),
        papers.fee_statement(application.fee),
    )


def _changed(papers: tuple[dict[str, Any], ...], number: int) -> list[dict[str, Any]]:
    """The same papers for another contract, so that the typesetter has not set them before."""
    record, notice, copy, statement = papers
    title = f"市道見本線道路改良工事その{number + 9_000}"
    again = record | {"contract": record["contract"] | {"title": title}}
    items = [item | {"title": title} for item in statement["items"]]
    return [again, notice | {"title": title}, copy | {"record": again}, statement | {"items": items}]
