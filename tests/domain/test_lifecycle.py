"""One table of states and steps: what follows, what does not, and who."""

import pytest

from hosho.domain.lifecycle import (
    APPLICATION_STEPS,
    GUARANTEE_STEPS,
    ISSUING_STEPS,
    ROLE_LABELS,
    SYSTEM,
    ApplicationState,
    GuaranteeStatus,
    IssuingStage,
    is_final,
    possible_verbs,
    step,
)
from hosho.domain.refusals import IllegalStep, RoleMissing
from hosho.parties.roles import Role

A, G, TABLES = ApplicationState, GuaranteeStatus, (APPLICATION_STEPS, ISSUING_STEPS, GUARANTEE_STEPS)


def _walk(state, *steps):
    for verb, role in steps:
        state = step(state, verb, role)
    return state


def test_the_leaflets_way_from_draft_to_issued():
    way = [
        ("submit", "APPLICANT"),
        ("examine", "CLERK"),
        ("accept", "UNDERWRITER"),
        ("conclude", "CASHIER"),
        ("issue", SYSTEM),
    ]
    assert _walk(A.DRAFT, *way) is A.ISSUED


def test_the_way_with_a_return_and_four_eyes():
    way = [("submit", "APPLICANT"), ("return", "CLERK"), ("correct", "APPLICANT"), ("resubmit", "APPLICANT")]
    way += [("examine", "UNDERWRITER"), ("propose", "UNDERWRITER"), ("approve", "APPROVER")]
    assert _walk(A.DRAFT, *way) is A.FEE_DUE


def test_a_certificate_is_issued_in_one_direction_by_the_system_alone():
    way = [("seal", SYSTEM), ("stamp", SYSTEM), ("deposit", SYSTEM), ("announce", SYSTEM)]
    assert _walk(IssuingStage.PREPARED, *way) is IssuingStage.ANNOUNCED
    with pytest.raises(IllegalStep):
        step(IssuingStage.SEALED, "deposit", SYSTEM)
    with pytest.raises(IllegalStep):
        step(IssuingStage.PREPARED, "seal", "ADMINISTRATOR")


@pytest.mark.parametrize("state", [A.CONCLUDED, A.ISSUED, A.DECLINED, A.WITHDRAWN, A.LAPSED])
def test_nobody_withdraws_after_the_conclusion_or_the_end(state):
    with pytest.raises(IllegalStep) as refused:
        step(state, "withdraw", "APPLICANT")
    assert state.label in refused.value.sentence
    assert "取下げ" in refused.value.sentence


def test_a_colleague_without_the_role_is_told_whom_to_ask():
    with pytest.raises(RoleMissing, match="審査"):
        step(A.UNDER_REVIEW, "accept", "CLERK")
    assert step(A.UNDER_REVIEW, "accept", {"CLERK", "UNDERWRITER"}) is A.FEE_DUE


def test_the_fee_stands_between_acceptance_and_issue():
    with pytest.raises(IllegalStep):
        step(A.FEE_DUE, "issue", SYSTEM)


def test_an_unknown_verb_is_a_defect():
    with pytest.raises(ValueError, match="no such verb"):
        step(A.DRAFT, "bless", "APPLICANT")


def test_every_button_offered_is_a_step_that_succeeds():
    for states in (ApplicationState, IssuingStage, GuaranteeStatus):
        for state in states:
            for role in ROLE_LABELS:
                for verb in possible_verbs(state, role):
                    assert step(state, verb, role) in states


def test_every_state_can_be_reached_and_has_its_label():
    for states, first, table in zip(
        (ApplicationState, IssuingStage, GuaranteeStatus),
        (A.DRAFT, IssuingStage.PREPARED, G.CONCLUDED),
        TABLES,
        strict=True,
    ):
        reached = {first}
        for _ in table:
            reached |= {row.target for row in table if reached.intersection(row.sources)}
        assert reached == set(states)
        assert len({state.label for state in states}) == len(states)


def test_a_verb_leads_one_way_from_each_state_whoever_does_it():
    for table in TABLES:
        targets = {}
        for row in table:
            for source in row.sources:
                assert targets.setdefault((source, row.verb), row.target) is row.target


def test_the_roles_are_those_of_the_parties():
    assert set(ROLE_LABELS) - {SYSTEM} <= {role.value for role in Role}
    for role in Role:
        assert ROLE_LABELS.get(role.value, role.label) == role.label


def test_ended_states_are_final_and_living_ones_are_not():
    assert all(
        is_final(state)
        for state in (A.ISSUED, A.DECLINED, A.WITHDRAWN, A.LAPSED, G.RELEASED, G.CANCELLED, G.CLOSED)
    )
    assert not any(
        is_final(state) for state in (A.DRAFT, A.FEE_DUE, G.VALID, G.EXPIRED, IssuingStage.PREPARED)
    )
    assert G.AMENDED.is_in_force
    assert not G.RELEASED.is_in_force
