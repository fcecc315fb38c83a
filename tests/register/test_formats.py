"""The published vectors of docs/formats, read as an outsider's system would."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes

from hosho.domain import events
from hosho.domain.certificate_record import CertificateRecord, from_record
from hosho.domain.deposit import Deposit
from hosho.domain.refusals import DepositRefused, EventMalformed, RecordMalformed, every_refusal
from hosho.lib.canonical_json import canonical
from hosho.parties.actor import SYSTEM
from hosho.register.actions.deposit import deposit
from hosho.register.models import RegisteredGuarantee, RegisteredSurety, SealCertificate
from tests.register.deposits import AT

VECTORS = Path(__file__).parents[1] / "vectors" / "formats"
RECORDS, EVENTS, DEPOSITS = (
    json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))
    for name in ("records", "events", "deposits")
)


@pytest.mark.parametrize("name", RECORDS["good"])
def test_a_record_has_these_bytes_and_this_digest(name):
    good = RECORDS["good"][name]
    body = canonical(good["record"])
    assert body == good["canonical"].encode()
    assert hashlib.sha256(body).hexdigest() == good["sha256"] == CertificateRecord.from_bytes(body).digest


@pytest.mark.parametrize("name", RECORDS["malformed"])
def test_a_malformed_record_is_refused(name):
    with pytest.raises(RecordMalformed):
        from_record(RECORDS["malformed"][name])


@pytest.mark.parametrize("name", EVENTS["good"])
def test_an_event_has_these_bytes_and_this_digest(name):
    good = EVENTS["good"][name]
    event = events.from_bytes(good["canonical"].encode())
    assert event.canonical().decode() == good["canonical"]
    assert event.digest == good["sha256"]
    assert event.sentence


@pytest.mark.parametrize("name", EVENTS["malformed"])
def test_a_malformed_event_is_refused(name):
    with pytest.raises(EventMalformed):
        events.from_bytes(EVENTS["malformed"][name].encode())


@pytest.mark.django_db
def test_the_packages_are_answered_as_published(settings):
    settings.HOSHO_TRUST_FOLDER = VECTORS / "trust"
    surety = RegisteredSurety.objects.create(code="47", name="青海建設保証株式会社（見本）")
    pem = (VECTORS / "seal.pem").read_bytes()
    certificate = x509.load_pem_x509_certificate(pem)
    SealCertificate.objects.create(
        surety=surety,
        fingerprint=certificate.fingerprint(hashes.SHA256()).hex(),
        pem=pem.decode(),
        valid_from=certificate.not_valid_before_utc,
        valid_to=certificate.not_valid_after_utc,
    )
    answered = []
    for each in DEPOSITS["in_this_order"]:
        package = Deposit.from_bytes((VECTORS / each["package"]).read_bytes())
        try:
            deposit(package, by=SYSTEM, at=AT)
            answered.append({**each, "refused": None})
        except DepositRefused as refusal:
            answered.append({**each, "refused": refusal.code})
    assert answered == DEPOSITS["in_this_order"]
    assert RegisteredGuarantee.objects.get().status == "RELEASED"


def test_every_refusal_of_a_deposit_stands_in_the_published_table():
    text = (VECTORS.parents[2] / "docs" / "formats" / "deposit.md").read_text(encoding="utf-8")
    codes = {family.code for family in every_refusal(DepositRefused)} - {"unknown_orderer"}
    assert {code for code in codes if f"`{code}`" not in text} == set()
