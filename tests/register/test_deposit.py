"""The register believes nobody: real packages, each made wrong in one place, over both ways of the street."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from hosho.certificates.timestamp import LocalTimeStamper
from hosho.domain import refusals
from hosho.domain.certificate_record import from_record
from hosho.domain.deposit import Deposit, OpeningKeyPart
from hosho.domain.numbers import GuaranteeNumber
from hosho.register.models import (
    AcceptedEvent,
    OpeningKey,
    RegisteredGuarantee,
    RegisteredSurety,
    SealCertificate,
)
from tests.certificates import sealing
from tests.domain.records import contract as contract_record
from tests.register.deposits import AT, Sender, long_record, register_seal
from tests.register.ways import WAYS, street_by

pytestmark = pytest.mark.django_db(transaction=True)
NUMBER = GuaranteeNumber.make("47", 2026, 1).value


@pytest.fixture(params=WAYS)
def street(request, live_server, settings):
    settings.HOSHO_REGISTER_TOKEN = ""
    return street_by(request.param, live_server.url)


def send(street, package):
    return street.deposit(package, at=AT)


def refuses(street, package, reason):
    kept = AcceptedEvent.objects.count()
    with pytest.raises(reason) as raised:
        send(street, package)
    assert type(raised.value) is reason
    assert AcceptedEvent.objects.count() == kept
    return raised.value


def test_a_true_package_is_kept_and_answered_with_its_receipt(street, sender):
    package = sender.issued()
    receipt = send(street, package)
    assert (receipt.guarantee_number, receipt.seq) == (NUMBER, 1)
    assert receipt.event_digest == sender.last.digest
    known = RegisteredGuarantee.objects.get()
    assert (known.status, known.current_version, known.amount_yen) == ("VALID", 1, 19_580_000)
    assert known.certificates.get().record == package.record


def test_the_same_package_again_gets_the_same_receipt(street, sender):
    package = sender.issued()
    first = send(street, package)
    assert street.deposit(package, at=AT + timedelta(hours=1)) == first
    assert AcceptedEvent.objects.count() == 1
    assert OpeningKey.objects.count() == 1


def test_a_replay_with_another_key_does_not_open_a_second_door(street, sender):
    package = sender.issued()
    send(street, package)
    send(street, replace(package, opening_key=OpeningKeyPart(2, type(sender.key).random().value)))
    assert OpeningKey.objects.count() == 1


def test_a_surety_nobody_registered_is_refused(street, sender):
    refuses(street, replace(sender.issued(), surety_code="48"), refusals.UnknownSurety)


def test_a_suspended_surety_is_refused(street, sender):
    RegisteredSurety.objects.update(suspended_at=AT)
    refuses(street, sender.issued(), refusals.SuretySuspended)


def test_an_event_signed_by_another_authority_s_key_is_refused(street, sender):
    sender.sealer = sealing.lookalike().sealer()
    refuses(street, sender.issued(), refusals.SealNotValid)


def test_a_certificate_sealed_by_another_authority_of_the_same_name_is_refused(street, sender):
    record = long_record(guarantee_number=NUMBER)
    forged = sender.pdf(from_record(record).digest, sealer=sealing.lookalike().sealer())
    refuses(street, sender.version_of(record, pdf=forged), refusals.SealNotRegistered)


def test_a_trusted_seal_that_this_surety_did_not_register_is_refused(street, sender):
    other = sealing.authority().add_seal(uuid4().hex, "番匠見本保証株式会社", at=AT - timedelta(days=1))
    record = long_record(guarantee_number=NUMBER)
    package = sender.version_of(record, pdf=sender.pdf(from_record(record).digest, sealer=other))
    refuses(street, package, refusals.SealNotRegistered)


def test_another_surety_s_registered_seal_is_not_this_surety_s(street, sender):
    other = sealing.authority().add_seal(uuid4().hex, "番匠見本保証株式会社", at=AT - timedelta(days=1))
    register_seal(RegisteredSurety.objects.create(code="48", name="番匠見本保証株式会社（見本）"), other)
    sender.sealer = other
    refuses(street, sender.issued(), refusals.SealNotValid)


def test_a_revoked_registration_seals_nothing_more(street, sender):
    SealCertificate.objects.update(revoked_at=AT - timedelta(days=1))
    refuses(street, sender.issued(), refusals.SealOutOfTime)


def test_one_flipped_byte_of_the_file_is_refused(street, sender):
    package = sender.issued()
    flipped = bytearray(package.pdf)
    flipped[package.pdf.index(b"stream\n") + 60] ^= 1
    refuses(street, replace(package, pdf=bytes(flipped)), refusals.RecordDigestMismatch)


def test_one_flipped_byte_under_an_event_that_names_the_flipped_file_is_refused(street, sender):
    record = long_record(guarantee_number=NUMBER)
    flipped = bytearray(sender.pdf(from_record(record).digest))
    flipped[flipped.index(b"stream\n") + 60] ^= 1
    refuses(street, sender.version_of(record, pdf=bytes(flipped)), refusals.SealNotValid)


def test_one_flipped_byte_of_the_event_is_refused(street, sender):
    package = sender.issued()
    changed = package.event.replace(b'"seq":1', b'"seq":2').replace(
        b'"previous_event_digest":null', b'"previous_event_digest":"' + b"0" * 64 + b'"'
    )
    refuses(street, replace(package, event=changed), refusals.SealNotValid)


def test_a_swapped_record_is_refused(street, sender):
    package = sender.issued()
    other = from_record(long_record(guarantee_number=NUMBER, contract__price_yen=99_000_000)).canonical()
    refuses(street, replace(package, record=other), refusals.RecordDigestMismatch)


def test_a_record_the_sealed_file_does_not_state_is_refused(street, sender):
    record = long_record(guarantee_number=NUMBER)
    refuses(street, sender.version_of(record, pdf=sender.pdf("5e" * 32)), refusals.RecordDigestMismatch)


def test_a_stamp_by_an_unknown_authority_is_refused(street, sender):
    record = long_record(guarantee_number=NUMBER)
    stamper = LocalTimeStamper(sealing.lookalike().time_stamp_authority(clock=lambda: AT))
    pdf = sender.pdf(from_record(record).digest, stamper=stamper)
    refuses(street, sender.version_of(record, pdf=pdf), refusals.TimeStampNotValid)


def test_a_number_of_another_surety_is_refused(street, sender):
    sender.number = GuaranteeNumber.make("48", 2026, 1).value
    package = sender.version_of(long_record(guarantee_number=sender.number, surety__code="48"))
    refuses(street, package, refusals.NumberNotOfSurety)


def test_a_record_of_another_surety_s_name_under_our_code_is_malformed(street, sender):
    package = sender.issued()
    refuses(street, replace(package, record=b"{}"), refusals.RecordMalformed)


def test_a_missing_file_is_malformed(street, sender):
    refusal = refuses(street, replace(sender.issued(), pdf=None), refusals.RecordMalformed)
    assert "missing" in refusal.data["detail"]


def test_an_event_that_is_not_canonical_is_malformed(street, sender):
    package = sender.issued()
    refuses(street, replace(package, event=package.event + b"\n"), refusals.EventMalformed)


@pytest.mark.parametrize("part", [None, OpeningKeyPart(1, "12345678901234567890")], ids=["none", "mistyped"])
def test_a_first_issue_without_a_good_key_is_malformed(street, sender, part):
    refusal = refuses(street, replace(sender.issued(), opening_key=part), refusals.EventMalformed)
    assert "12345678901234567890" not in refusal.sentence


def test_versions_follow_one_another(street, sender):
    send(street, sender.issued())
    assert refuses(street, sender.amended(version=3), refusals.VersionGap).data == {"expected": 2}


def test_a_record_that_does_not_follow_its_predecessor_breaks_the_chain(street, sender):
    send(street, sender.issued())
    refuses(street, sender.amended(previous_record_digest="0" * 64), refusals.ChainBroken)


def test_an_event_left_out_breaks_the_chain(street, sender):
    send(street, sender.issued())
    sender.amended(contract__price_yen=52_800_000)
    refuses(street, sender.event("expired", effective_on=date(2028, 3, 31)), refusals.ChainBroken)


def test_an_event_of_another_past_breaks_the_chain(street, sender):
    send(street, sender.issued())
    fork = Sender(sender.authority, sender.sealer)
    fork.issued(contract__price_yen=60_000_000)
    refuses(street, fork.event("expired", effective_on=date(2028, 3, 31)), refusals.ChainBroken)


def test_an_event_of_an_unknown_guarantee_is_refused(street, sender):
    sender.issued()
    refuses(street, sender.event("expired", effective_on=date(2028, 3, 31)), refusals.UnknownGuarantee)


def test_other_content_under_a_taken_place_is_refused(street, sender):
    send(street, sender.issued())
    twin = Sender(sender.authority, sender.sealer)
    refuses(street, twin.issued(contract__price_yen=60_000_000), refusals.ConflictingContent)


def test_what_has_ended_cannot_change_any_more(street, sender):
    send(street, sender.issued())
    send(street, sender.event("released", effective_on=date(2026, 12, 1), reason="工事の完成"))
    refusal = refuses(street, sender.amended(contract__price_yen=52_800_000), refusals.DepositOutOfOrder)
    assert refusal.data == {"state": "解除"}


def test_an_amount_beyond_the_mandate_is_refused(street, sender):
    SealCertificate.objects.update(max_amount_yen=10_000_000)
    assert refuses(street, sender.issued(), refusals.BeyondMandate).data == {"limit": "10,000,000円"}


def test_a_kind_beyond_the_mandate_is_refused(street, sender):
    SealCertificate.objects.update(kinds=["ADVANCE_PAYMENT"])
    record = {**contract_record(), "guarantee_number": NUMBER}
    refuses(street, sender.version_of(record), refusals.BeyondMandate)


def test_a_package_that_is_too_large_is_refused_over_http(live_server, client):
    answer = client.post(
        "/api/v1/deposits", b" " * (8 * 1024 * 1024 + 1), content_type="application/vnd.hosho.deposit+json"
    )
    assert answer.status_code == 413
    assert answer.json()["code"] == "deposit_too_large"


@pytest.mark.parametrize("member", ["format", "event", "pdf", "opening_key"])
def test_a_package_without_one_of_its_members_is_not_read(client, sender, member):
    parts = json.loads(sender.issued().to_bytes())
    del parts[member]
    answer = client.post("/api/v1/deposits", json.dumps(parts), content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (400, "request_malformed")


def test_a_package_survives_its_own_bytes(sender):
    package = sender.issued()
    assert Deposit.from_bytes(package.to_bytes()) == package
    assert base64.b64encode(package.pdf) in package.to_bytes()
