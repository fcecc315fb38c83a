"""What must hold for every case, not only for the written ones."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from hosho.domain.kinds import GuaranteeKind
from hosho.domain.rulebook import Answer, Case, decide, load
from hosho.domain.rulebook.codes import Basis, Category, Form, Instrument, Phase, Procurement, SuretyClass
from hosho.domain.rulebook.rules import OrdererRules

INVENTED = load(Path(__file__).parents[2] / "examples" / "rulebook" / "invented").orderers
ORDERERS = (*load().orderers, *INVENTED)
DAYS = st.none() | st.dates(date(2022, 1, 1), date(2027, 12, 31))
FLAGS = st.none() | st.booleans()
NAMES = st.none() | st.sampled_from(
    ["西日本建設業保証", "東日本建設業保証", "青海建設保証株式会社（見本）", "見本損害保険㈱"]
)
CASES = st.builds(
    Case,
    kind=st.none() | st.sampled_from(GuaranteeKind),
    categories=st.frozensets(st.sampled_from(Category), max_size=2),
    surety_class=st.none() | st.sampled_from(SuretyClass),
    surety_name=NAMES,
    instrument=st.none() | st.sampled_from(Instrument),
    contract_phase=st.none() | st.sampled_from(Phase),
    contract_date=DAYS,
    initial_contract_date=DAYS,
    notice_date=DAYS,
    designation_date=DAYS,
    bid_date=DAYS,
    procurement_start_date=DAYS,
    notification_date=DAYS,
    guarantee_contract_date=DAYS,
    submission_date=DAYS,
    price_yen=st.none() | st.integers(0, 10**10),
    department=st.none() | st.sampled_from(["契約課", "水道局", "教育委員会"]),
    procurement=st.none() | st.sampled_from(Procurement),
    contractor_opt_in=FLAGS,
    latest_contract_clauses=FLAGS,
    surety_online_service=FLAGS,
    marked_in_notice=FLAGS,
    works_supervision=FLAGS,
    waiver_case=FLAGS,
)


@settings(max_examples=400, deadline=None)
@given(orderer=st.sampled_from(ORDERERS), case=CASES)
def test_every_case_is_decided_and_every_decision_cites_a_rule(orderer: OrdererRules, case: Case):
    decision = decide(orderer, case)
    known = {rule.id for rule in orderer.rules}
    known |= {"general/reservation", "general/nothing-known", f"{orderer.id}/adopted"}
    assert decision.answer in Answer
    assert decision.reasons
    assert all(reason.rule in known and reason.sentence.endswith("。") for reason in decision.reasons)
    assert decision == decide(orderer, case)
    if decision.answer is Answer.YES:
        assert any(r.code == "form_electronic" for r in decision.reasons)
        assert case.kind is not GuaranteeKind.CONTRACT_RESERVATION
    for route in decision.routes:
        assert route.sentences()


@settings(max_examples=400, deadline=None)
@given(orderer=st.sampled_from(ORDERERS), case=CASES, fact=st.sampled_from(["contract_date", "notice_date"]))
def test_forgetting_a_day_never_turns_yes_into_no_or_no_into_yes(
    orderer: OrdererRules, case: Case, fact: str
):
    """A fact that is missing can only make the answer less certain, as long as the days do not contradict each other."""
    ordered = _in_order(case)
    before, after = decide(orderer, ordered).answer, decide(orderer, replace(ordered, **{fact: None})).answer
    assert after in (before, Answer.ASK) or before is Answer.ASK


@settings(max_examples=600, deadline=None)
@given(orderer=st.sampled_from([o for o in ORDERERS if o.rules]), case=CASES, which=st.integers(0, 9))
def test_rule_added_for_a_later_day_never_changes_an_earlier_decision(
    orderer: OrdererRules, case: Case, which: int
):
    ordered = _in_order(case)
    last = max((day for day in _days(ordered) if day), default=None)
    older = orderer.rules[which % len(orderer.rules)]
    if (
        last is None
        or not _has_day(older.start.basis, ordered)
        or any(r.supersedes == older.id for r in orderer.rules)
    ):
        return
    changed = replace(
        older,
        id=f"{orderer.id}/added",
        supersedes=older.id,
        form=Form.PAPER_ONLY if older.form is Form.ELECTRONIC else Form.ELECTRONIC,
        start=replace(older.start, day=last + timedelta(days=1)),
    )
    newer = replace(orderer, rules=(*orderer.rules, changed))
    assert decide(newer, ordered).answer is decide(orderer, ordered).answer


def _days(case: Case) -> list[date | None]:
    return [
        case.procurement_start_date, case.notification_date, case.notice_date, case.designation_date, case.bid_date,
        case.initial_contract_date, case.contract_date, case.guarantee_contract_date, case.submission_date,
    ]  # fmt: skip


def _in_order(case: Case) -> Case:
    """The same case with its days sorted into the order in which the events happen."""
    names = (
        "procurement_start_date", "notice_date", "designation_date", "notification_date", "bid_date",
        "initial_contract_date", "contract_date", "guarantee_contract_date", "submission_date",
    )  # fmt: skip
    known = [name for name in names if getattr(case, name) is not None]
    return replace(case, **dict(zip(known, sorted(getattr(case, name) for name in known), strict=True)))


def _has_day(basis: Basis, case: Case) -> bool:
    """Whether the case knows the day the rule is compared with; without it the newer rule may only make it *ask*."""
    if case.is_change and case.contract_date is None:
        return False
    return {
        Basis.CONTRACT_DATE: case.original_contract_date is not None,
        Basis.NOTICE_DATE: case.notice_date is not None,
        Basis.NOTICE_OR_DESIGNATION_DATE: case.notice_date is not None or case.designation_date is not None,
        Basis.BID_DATE: case.bid_date is not None,
        Basis.PROCUREMENT_START: case.procurement_start_date is not None,
        Basis.PLANNED_CONTRACT_NOTIFICATION: case.notification_date is not None,
        Basis.GUARANTEE_CONTRACT_DATE: case.guarantee_contract_date is not None,
        Basis.START_OF_OPERATION: case.submission_date is not None,
        Basis.UNSTATED: False,
    }[basis]
