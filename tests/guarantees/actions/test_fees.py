"""Money: by hand, by statement, too much, too little, twice, at once; and nothing issued before it."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection

from hosho.cli import sample_people
from hosho.domain.lifecycle import ApplicationState
from hosho.domain.refusals import (
    AlreadyDone,
    CollectiveAgreementMissing,
    EntryRefused,
    IllegalStep,
    NotAllowed,
    StatementAlreadyImported,
    StatementUnreadable,
)
from hosho.guarantees.actions.assign_line import assign_line
from hosho.guarantees.actions.cover_fee import cover_fee
from hosho.guarantees.actions.import_bank_statement import import_bank_statement
from hosho.guarantees.actions.lapse_fee import lapse_fee
from hosho.guarantees.actions.record_payment import record_payment
from hosho.guarantees.actions.return_overpayment import return_overpayment
from hosho.guarantees.models import Application, BankStatement, BankStatementLine, Fee, Guarantee, Payment
from hosho.guarantees.queries import fees as queries
from hosho.outbox.models import Job
from tests.builders import AT, accepted

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = AT.date()
State = BankStatementLine.State


def actor(login):
    return sample_people.people()[login].actor()


def due(**pages):
    """A fee of 100,000 yen that is waited for."""
    return accepted(settled=False, **pages).fee


def pay(fee, amount, *, token="a", by="desk-ito", on=TODAY):
    return record_payment(
        fee, by=actor(by), at=AT, amount_yen=amount, received_on=on, payer="サイキミホンケンセツ（カ", once_token=token
    )  # fmt: skip


def csv(*rows):
    return "\n".join(["取引日,金額,振込依頼人名,摘要", *(",".join(map(str, row)) for row in rows)]).encode()


def bring_in(*rows, name="1月.csv", by="desk-ito"):
    return import_bank_statement(csv(*rows), by=actor(by), at=AT, name=name)


def transfer(fee, amount=None, *, day="2025-01-06", payer="サイキミホンケンセツ", remark=None):
    """A line of a statement that names the fee's receipt number."""
    remark = fee.application.receipt_number if remark is None else remark
    return (day, fee.total_yen if amount is None else amount, payer, remark)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def test_nothing_is_concluded_before_the_last_yen():
    fee = due()
    pay(fee, 99_999)
    assert fresh(fee).state == Fee.State.SHORT
    assert not Guarantee.objects.exists()
    assert not Job.objects.filter(name="issue.seal").exists()
    pay(fee, 1, token="b")
    assert fresh(fee).state == Fee.State.SETTLED
    assert fresh(fee.application).state == ApplicationState.CONCLUDED
    assert Job.objects.filter(name="issue.seal").count() == 2


def test_a_second_click_records_nothing():
    fee = due()
    assert pay(fee, 100_000) == pay(fee, 100_000)
    assert Payment.objects.count() == 1


def test_a_settled_fee_takes_no_more():
    fee = due()
    pay(fee, 100_000)
    with pytest.raises(AlreadyDone):
        pay(fee, 100_000, token="b")


def test_too_much_settles_and_is_listed_until_it_is_given_back():
    fee = due()
    pay(fee, 120_000)
    cashier = actor("desk-ito")
    assert [one.open_yen for one in queries.overpayments(cashier)] == [-20_000]
    returned = return_overpayment(fee, by=cashier, at=AT)
    assert returned.amount_yen == -20_000
    assert not queries.overpayments(cashier)
    with pytest.raises(AlreadyDone):
        return_overpayment(fee, by=cashier, at=AT)


@pytest.mark.parametrize(("amount", "on"), [(0, TODAY), (-5, TODAY), (5, TODAY + timedelta(days=1))])
def test_no_yen_and_no_day_to_come(amount, on):
    with pytest.raises(EntryRefused):
        pay(due(), amount, on=on)


@pytest.mark.parametrize("login", ["desk-tanaka", "desk-sato", "desk-suzuki", "desk-kato", "desk-mori"])
def test_only_the_cashier_takes_money(login):
    fee = due()
    with pytest.raises(NotAllowed):
        pay(fee, 100_000, by=login)
    with pytest.raises(NotAllowed):
        bring_in(transfer(fee), by=login)
    with pytest.raises(NotAllowed):
        cover_fee(fee, by=actor(login), at=AT)
    assert not Payment.objects.exists()


def test_of_two_payments_at_once_one_concludes():
    fee = due()
    cashier, start, outcomes = actor("desk-ito"), threading.Barrier(2), []

    def one(token):
        start.wait()
        try:
            record_payment(
                fee, by=cashier, at=AT, amount_yen=100_000, received_on=TODAY, payer="サイキ", once_token=token
            )  # fmt: skip
            outcomes.append("done")
        except AlreadyDone as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(token,)) for token in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["already_done", "done"]
    assert Payment.objects.count() == 1
    assert Guarantee.objects.count() == 2


def test_the_letter_says_no_amount():
    pay(due(), 100_000)
    letters = [job.payload for job in Job.objects.filter(name="send_mail")]
    assert any("保証料を受け取りました" in letter["subject"] for letter in letters)
    assert not any("円" in letter["body"] for letter in letters)


def test_an_agreement_covers_a_fee_only_where_there_is_one():
    fee = due()
    with pytest.raises(CollectiveAgreementMissing):
        cover_fee(fee, by=actor("desk-ito"), at=AT)
    company = fee.application.contractor
    company.collective_from = date(2025, 1, 1)
    company.save(update_fields=["collective_from"])
    cover_fee(fee, by=actor("desk-ito"), at=AT)
    assert fresh(fee).state == Fee.State.COVERED
    assert Guarantee.objects.count() == 2


def test_a_fee_lapses_after_its_day_and_never_when_part_came_in():
    fee = due()
    with pytest.raises(IllegalStep):
        lapse_fee(fee, by=actor("desk-ito"), at=AT + timedelta(days=7))
    pay(fee, 1)
    with pytest.raises(IllegalStep):
        lapse_fee(fee, by=actor("desk-ito"), at=AT + timedelta(days=8))
    other = due()
    lapse_fee(other, by=actor("desk-tanaka"), at=AT + timedelta(days=8))
    assert fresh(other.application).state == ApplicationState.LAPSED
    with pytest.raises(IllegalStep):
        pay(other, 100_000, token="c")


def test_an_exact_transfer_settles_its_fee_and_tells_the_desk():
    fee = due()
    statement = bring_in(transfer(fee))
    line = statement.lines.get()
    assert (line.state, line.payment.fee) == (State.MATCHED, fee)
    assert fresh(fee.application).state == ApplicationState.CONCLUDED
    assert any("消し込みました" in job.payload["subject"] for job in Job.objects.filter(name="send_mail"))


def test_what_does_not_fit_waits_for_a_person_with_a_sentence():
    short, over, first, second = due(), due(), due(), due()
    lines = bring_in(
        transfer(short, 90_000),
        transfer(over, 110_000),
        transfer(first, payer="シラナイ", remark="-", amount=5),
        transfer(second, remark=f"{first.application.receipt_number} {second.application.receipt_number}"),
    ).lines.order_by("line")
    assert [line.state for line in lines] == [State.SHORT, State.OVER, State.UNKNOWN, State.AMBIGUOUS]
    assert all(line.sentence.endswith("。") for line in lines)
    assert not Payment.objects.exists()
    assert queries.unassigned(actor("desk-ito")).count() == 4


def test_the_same_file_is_taken_once():
    fee = due()
    bring_in(transfer(fee))
    with pytest.raises(StatementAlreadyImported):
        bring_in(transfer(fee), name="もう一度.csv")
    assert BankStatement.objects.count() == 1


def test_the_same_transfer_in_overlapping_files_is_one_and_two_equal_ones_are_two():
    fee = due()
    unknown = ("2025-01-06", 5_000, "シラナイ", "")
    bring_in(transfer(fee), unknown, unknown)
    second = bring_in(
        transfer(fee), unknown, unknown, ("2025-01-07", 7_000, "シラナイ", ""), name="重なる.csv"
    )
    assert second.lines.get().amount_yen == 7_000
    assert BankStatementLine.objects.filter(amount_yen=5_000).count() == 2
    assert Payment.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", EntryRefused),
        (b"\x00\xff\xfe", EntryRefused),
        (csv(), EntryRefused),
        (csv(("2025-01-06", "abc", "サイキ", "")), StatementUnreadable),
        (csv(("2025-01-06", -5, "サイキ", "")), StatementUnreadable),
    ],
)
def test_a_file_that_cannot_be_read_leaves_nothing_behind(data, refusal):
    with pytest.raises(refusal) as refused:
        import_bank_statement(data, by=actor("desk-ito"), at=AT, name="a.csv")
    assert refused.value.field == "statement"
    assert not BankStatement.objects.exists()


def test_a_line_is_assigned_by_hand_once():
    fee = due()
    line = bring_in(transfer(fee, 110_000)).lines.get()
    assigned = assign_line(line, by=actor("desk-ito"), at=AT, fee=fee)
    assert assigned.state == State.OVER
    assert "10,000円" in assigned.sentence
    assert fresh(fee).state == Fee.State.SETTLED
    for target in (fee, None):
        with pytest.raises(AlreadyDone):
            assign_line(line, by=actor("desk-ito"), at=AT, fee=target)
    return_overpayment(fee, by=actor("desk-ito"), at=AT)
    assert fresh(line).state == State.MATCHED


def test_a_line_too_small_leaves_the_rest_open():
    fee = due()
    line = bring_in(transfer(fee, 90_000)).lines.get()
    assert assign_line(line, by=actor("desk-ito"), at=AT, fee=fee).state == State.SHORT
    assert fresh(fee).open_yen == 10_000
    assert not Guarantee.objects.exists()


def test_a_line_is_given_back_and_books_nothing():
    line = bring_in(("2025-01-06", 5_000, "シラナイ", "")).lines.get()
    assert assign_line(line, by=actor("desk-ito"), at=AT, fee=None).state == State.RETURNED
    assert not Payment.objects.exists()
    assert not queries.unassigned(actor("desk-ito")).exists()


def test_the_likeliest_fee_is_offered_first():
    other = accepted(settled=False, by=sample_people.people()["10000020-01"]).fee
    mine = due()
    line = bring_in(("2025-01-06", 5_000, "ｻｲｷﾐﾎﾝｹﾝｾﾂ(ｶ", "")).lines.get()
    assert queries.candidates(actor("desk-ito"), line) == [mine, other]
    assert Application.objects.count() == 2
