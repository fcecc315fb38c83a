"""The certificate record: read strictly, written to the same bytes, said in words once for all."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hosho.domain.certificate import CertificateRecord, changes, claim_rule, from_record, promise, rows, title
from hosho.domain.refusals import RecordMalformed
from hosho.lib.canonical_json import canonical
from tests.domain.records import advance, contract, interim

MEMBERS = [
    {"name": "佐伯見本建設株式会社", "address": "佐伯市", "share_percent": "60.00", "lead": True},
    {"name": "番匠見本工業株式会社", "address": "佐伯市", "share_percent": "40.00", "lead": False},
]


def venture(members):
    return {"name": "見本特定建設工事共同企業体", "members": members}


KINDS = [advance(), contract(), interim(), advance(contractor__joint_venture=venture(MEMBERS))]


@pytest.mark.parametrize("record", KINDS, ids=["advance", "contract", "interim", "joint venture"])
def test_a_record_survives_reading_and_writing_byte_for_byte(record):
    read = CertificateRecord.from_bytes(canonical(record))
    assert read.to_record() == record
    assert read.canonical() == canonical(record)
    assert read.digest == hashlib.sha256(canonical(record)).hexdigest()


names = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20)


@settings(max_examples=40)
@given(names, names, st.integers(1, 10**12), st.dates(), st.booleans())
def test_any_names_amounts_and_days_survive_byte_for_byte(title_, person, price, day, planned):
    record = advance(
        contract__title=title_,
        contractor__representative=person + "\U000e0100",
        contract__price_yen=price,
        contract__date=day.isoformat(),
        contract__date_is_planned=planned,
        contract__period_to="9999-12-31",
        guarantee__amount_yen=price,
        guarantee__advance_yen=price,
    )
    assert CertificateRecord.from_bytes(canonical(record)).canonical() == canonical(record)


def _without(record, *path):
    inner = record
    for name in path[:-1]:
        inner = inner[name]
    del inner[path[-1]]
    return record


BROKEN = {
    "colour: unknown member": {**advance(), "colour": "red"},
    "surety.phone: unknown member": advance(surety__phone="0972"),
    "surety: not an object": advance(surety=[]),
    "kind: missing": _without(advance(), "kind"),
    "contract.title: missing": _without(advance(), "contract", "title"),
    "format": advance(format="hosho-certificate-record/2"),
    "guarantee_number: its check": advance(guarantee_number="472500000123"),
    "guarantee_number: does not begin": advance(surety__code="48"),
    "version: not a whole": advance(version=0),
    "version: not a whole number": advance(version=True),
    "previous_record_digest: null": advance(version=2),
    "previous_record_digest: does": advance(version=2, previous_record_digest="AB"),
    "kind: not a": advance(kind="GIFT"),
    "kind: has no certificate": advance(
        kind="CONTRACT_RESERVATION", deposit_account=None, guarantee__advance_yen=None
    ),
    "issued_at": advance(issued_at="2025-01-06T05:05:00Z"),
    "sample": advance(sample="yes"),
    "contract.price_yen": advance(contract__price_yen=0),
    "contract.price_yen: not": advance(contract__price_yen=1.5),
    "contract.date: no such day": advance(contract__date="2025-02-29"),
    "contract.date: does not": advance(contract__date="2025-2-1"),
    "contract.period_to: before period_from": advance(contract__period_to="2024-12-20"),
    "guarantee.period_to": advance(guarantee__period_to="2025-01-05"),
    "guarantee.amount_yen: above the contract": advance(guarantee__amount_yen=48_950_001),
    "guarantee.amount_yen: above the advance": advance(guarantee__amount_yen=19_580_001),
    "guarantee.advance_yen: all advances": advance(guarantee__advance_yen=48_950_001),
    "guarantee.earlier_advance_yen": advance(guarantee__earlier_advance_yen=1),
    "deposit_account": advance(deposit_account=None),
    "deposit_account: for": {**contract(), "deposit_account": advance()["deposit_account"]},
    "certification": advance(certification={"number": None, "date": "2025-05-20"}),
    "contractor.corporate_number": advance(contractor__corporate_number="1123456789012"),
    "contractor.name: not a text": advance(contractor__name=""),
    "contractor.name: carries": advance(contractor__name="見本 "),
    "contractor.name: bidi_control": advance(contractor__name="見\u202e本"),
    "contract.title: longer": advance(contract__title="あ" * 401),
    "contractor.joint_venture.members: fewer": advance(contractor__joint_venture=venture(MEMBERS[:1])),
    "contractor.joint_venture.members: not exactly": advance(
        contractor__joint_venture=venture([MEMBERS[0], {**MEMBERS[1], "lead": True}])
    ),
    "contractor.joint_venture.members: the shares": advance(
        contractor__joint_venture=venture([MEMBERS[0], {**MEMBERS[1], "share_percent": "39.99"}])
    ),
    "contractor.joint_venture.members[1].share_percent": advance(
        contractor__joint_venture=venture([MEMBERS[0], {**MEMBERS[1], "share_percent": "40"}])
    ),
}


@pytest.mark.parametrize(("place", "record"), BROKEN.items(), ids=BROKEN.keys())
def test_a_record_that_contradicts_itself_is_refused_and_the_place_is_named(place, record):
    with pytest.raises(RecordMalformed) as refused:
        from_record(record)
    assert refused.value.data["detail"].startswith(place)


def test_bytes_that_are_not_canonical_are_refused():
    with pytest.raises(RecordMalformed):
        CertificateRecord.from_bytes(canonical(advance()) + b"\n")


def _value(record, label):
    return next(row.value for row in rows(record) if row.label == label)


def test_the_rows_say_what_the_clerk_compares():
    record = advance()
    assert title(record) == "保証証書（前払金保証）"
    assert _value(record, "保証契約番号") == "4725-0000-0135"
    assert _value(record, "版") == "当初"
    assert _value(record, "発行日時") == "令和7年1月6日（2025年1月6日） 14時05分"
    assert _value(record, "あて先") == "佐伯市長　様"
    assert _value(record, "代表者") == "代表取締役　髙﨑　一郎"
    assert _value(record, "請負代金額（消費税を含む）") == "金48,950,000円"
    assert (
        _value(record, "工期") == "令和6年12月21日（2024年12月21日）から令和7年9月30日（2025年9月30日）まで"
    )
    assert _value(record, "保証金額") == "金19,580,000円"


def test_a_consultant_contract_uses_its_own_words():
    record = advance(contract__category="CONSULTANT")
    labels = {row.label for row in rows(record)} | {row.group for row in rows(record)}
    assert {"業務の名称", "履行期間", "業務委託料（消費税を含む）", "受託者"} <= labels
    assert not {"工事の名称", "工期", "受注者"} & labels
    assert "業務委託契約" in promise(record)


@pytest.mark.parametrize("record", KINDS, ids=["advance", "contract", "interim", "joint venture"])
def test_labels_are_unique_and_no_row_is_empty(record):
    shown = rows(record)
    assert len({(row.group, row.label) for row in shown}) == len(shown)
    assert all(row.value for row in shown)


def test_only_what_a_kind_has_is_shown():
    assert "前払金の預託口座" not in {row.group for row in rows(contract())}
    assert "前払金額" not in {row.label for row in rows(contract())}
    assert _value(interim(), "すでに受け取った前払金額") == "金19,580,000円"
    assert "構成員2" in {row.label for row in rows(KINDS[3])}
    assert "契約日（予定）" in {row.label for row in rows(advance(contract__date_is_planned=True))}


def test_each_kind_promises_and_is_claimed_in_its_own_words():
    promises = [promise(record) for record in (advance(), contract(), interim())]
    assert len(set(promises)) == 3
    assert all(sentence.endswith("保証します。") for sentence in promises)
    assert claim_rule(contract()) != claim_rule(advance())


def test_a_change_shows_before_and_after_and_nothing_else():
    after = advance(
        version=2, previous_record_digest="0" * 64, contract__period_to="2025-12-26", contract__place=None
    )
    found = {(change.label, change.before, change.after) for change in changes(advance(), after)}
    assert {label for label, _, _ in found} == {"工期", "工事場所"}
    assert ("工事場所", "佐伯市見本町", "") in found
