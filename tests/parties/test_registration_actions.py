"""From the application for an ID to the last administrator: what each action does, and what it refuses."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hosho.cli import sample_people
from hosho.cli.sample import give_second_factor
from hosho.domain import refusals
from hosho.domain.customer_number import is_customer_number
from hosho.outbox.models import Job
from hosho.parties.actions.activate import activate
from hosho.parties.actions.add_person import add_person
from hosho.parties.actions.apply_for_id import apply_for_id
from hosho.parties.actions.approve_id import approve_id
from hosho.parties.actions.change_roles import change_roles
from hosho.parties.actions.close_account import close_account
from hosho.parties.actions.decline_id import decline_id
from hosho.parties.actions.issue_activation_code import issue_activation_code
from hosho.parties.actions.reset_factors import reset_factors
from hosho.parties.actor import SYSTEM
from hosho.parties.models import ActivationCode, AuditEntry, IdApplication, Person
from hosho.parties.roles import Role
from tests.parties.id_answers import id_answers

pytestmark = pytest.mark.django_db
PASSWORD = "tsuru-no-hashi ni 3 tsuki"


@pytest.fixture
def people():
    return sample_people.people()


@pytest.fixture
def clerk(people):
    return people["desk-tanaka"].actor()


@pytest.fixture
def administrator(people):
    return people["10000012-01"].actor()


def applied(at, **parts) -> IdApplication:
    return apply_for_id(
        id_answers(**parts), by=SYSTEM, at=at, once_token=f"token {IdApplication.objects.count()}"
    )


def coded(person: Person, clerk, at) -> str:
    return issue_activation_code(person.pk, by=clerk, at=at, days=14)[0]


def begin(person: Person, code: str, at, password: str = PASSWORD) -> Person:
    return activate(person.login_id, by=SYSTEM, at=at, code=code, password=password, address="192.0.2.1")


def test_the_same_token_applies_once(people, at):
    answers = id_answers()
    first = apply_for_id(answers, by=SYSTEM, at=at, once_token="same")
    assert apply_for_id(answers, by=SYSTEM, at=at, once_token="same") == first
    assert IdApplication.objects.count() == 1
    letters = [job.payload for job in Job.objects.filter(name="send_mail")]
    assert sum(letter["to"] == "yotsuba@hosho.example" for letter in letters) == 1
    assert {letter["to"] for letter in letters} >= {"desk-tanaka@hosho.example", "desk-mori@hosho.example"}


def test_applying_says_the_same_to_a_company_that_is_a_customer_already(people, at):
    stranger = applied(at)
    customer = applied(at, company={"name": "佐伯見本建設株式会社"})
    assert stranger.state == customer.state == "SUBMITTED"


def test_approving_makes_company_people_and_letters_to_post(people, clerk, at):
    company = approve_id(applied(at).pk, by=clerk, at=at)
    (person,) = company.people.all()
    assert is_customer_number(company.customer_number)
    assert company.customer_number not in {"10000012", "10000020"}
    assert person.login_id == f"{company.customer_number}-01"
    assert set(person.roles) == {"APPLICANT", "COMPANY_ADMINISTRATOR"}
    assert person.letter_due_since == at
    assert not person.has_usable_password()


def test_an_application_is_decided_once(people, clerk, at):
    application = applied(at)
    approve_id(application.pk, by=clerk, at=at)
    with pytest.raises(refusals.AlreadyDone):
        approve_id(application.pk, by=clerk, at=at)
    with pytest.raises(refusals.AlreadyDone):
        decline_id(application.pk, by=clerk, at=at, reason="重複")


def test_two_companies_never_share_a_corporate_number(people, clerk, at):
    number = "1000012090001"
    approve_id(applied(at, company={"corporate_number": number}).pk, by=clerk, at=at)
    with pytest.raises(refusals.CustomerAlreadyRegistered):
        approve_id(applied(at, company={"corporate_number": number}).pk, by=clerk, at=at)


@pytest.mark.parametrize("login_id", ["desk-sato", "desk-kato", "10000012-01", "operator"])
def test_only_clerk_and_administrator_of_the_desk_decide(people, at, login_id):
    application = applied(at)
    for decide in (
        lambda by: approve_id(application.pk, by=by, at=at),
        lambda by: decline_id(application.pk, by=by, at=at, reason="理由"),
        lambda by: issue_activation_code(people["10000012-02"].pk, by=by, at=at, days=14),
        lambda by: reset_factors(people["10000012-02"].pk, by=by, at=at),
    ):
        with pytest.raises(refusals.NotAllowed):
            decide(people[login_id].actor())


def test_declining_needs_a_reason_which_the_letter_does_not_tell(people, clerk, at):
    application = applied(at)
    with pytest.raises(refusals.ReasonNeeded):
        decline_id(application.pk, by=clerk, at=at, reason="　")
    decline_id(application.pk, by=clerk, at=at, reason="許可が失効している")
    bodies = [job.payload["body"] for job in Job.objects.filter(name="send_mail")]
    assert any("見送る" in body for body in bodies)
    assert not any("失効" in body for body in bodies)


def test_a_code_opens_once_and_is_kept_only_as_a_digest(people, clerk, at):
    person = approve_id(applied(at).pk, by=clerk, at=at).people.get()
    code = coded(person, clerk, at)
    assert not ActivationCode.objects.filter(code_digest__contains=code).exists()
    assert not any(code in str(entry.detail) + entry.subject for entry in AuditEntry.objects.all())
    assert begin(person, code, at).check_password(PASSWORD)
    with pytest.raises(refusals.ActivationCodeExpired):
        begin(person, code, at)


def test_a_code_ends_after_its_days_and_by_the_next_letter(people, clerk, at):
    person = people["10000012-02"]
    first = coded(person, clerk, at)
    with pytest.raises(refusals.ActivationCodeExpired):
        begin(person, first, at + timedelta(days=14))
    second = coded(person, clerk, at)
    with pytest.raises(refusals.ActivationCodeExpired):
        begin(person, first, at)
    begin(person, second, at + timedelta(days=13))


def test_a_code_opens_only_its_own_persons_account(people, clerk, at):
    code = coded(people["10000012-02"], clerk, at)
    with pytest.raises(refusals.ActivationCodeWrong):
        begin(people["10000020-01"], code, at)
    close_account(people["10000012-02"].pk, by=clerk, at=at)
    with pytest.raises(refusals.ActivationCodeWrong):
        begin(people["10000012-02"], code, at)


def test_guessing_codes_is_slowed(people, clerk, at):
    person = people["10000012-02"]
    code = coded(person, clerk, at)
    for _ in range(5):
        with pytest.raises(refusals.ActivationCodeWrong):
            begin(person, "0000000000000098", at)
    with pytest.raises(refusals.SignInWaiting):
        begin(person, code, at)


@pytest.mark.parametrize("password", ["short-1", "password1234", "10000012-02!", "佐伯見本建設10000012"])
def test_an_unsuitable_password_keeps_the_code(people, clerk, at, password):
    person = people["10000012-02"]
    code = coded(person, clerk, at)
    with pytest.raises(refusals.PasswordUnsuitable):
        begin(person, code, at, password)
    begin(person, code, at)


def test_a_companys_administrator_adds_people_of_the_company_only(people, administrator, clerk, at):
    company = people["10000012-01"].contractor
    entered = {"name": "見本　五郎", "kana": "ミホン　ゴロウ", "email": "goro@hosho.example"}
    person = add_person(company, by=administrator, at=at, roles=[Role.READER], **entered)
    assert person.login_id == "10000012-03"
    for by in (people["10000012-02"].actor(), people["10000020-01"].actor()):
        with pytest.raises(refusals.NotAllowed):
            add_person(company, by=by, at=at, roles=[Role.READER], **entered)
    with pytest.raises(refusals.NotAllowed):
        add_person(company, by=administrator, at=at, roles=[Role.CLERK], **entered)


def test_a_number_is_never_given_to_a_second_person(people, administrator, at):
    close_account(people["10000012-02"].pk, by=administrator, at=at)
    person = add_person(
        people["10000012-01"].contractor,
        by=administrator,
        at=at,
        roles=[Role.READER],
        name="乙",
        kana="オツ",
        email="",
    )
    assert person.login_id == "10000012-03"


def test_the_last_administrator_stays(people, administrator, at):
    own = people["10000012-01"].pk
    with pytest.raises(refusals.LastAdministrator):
        close_account(own, by=administrator, at=at)
    with pytest.raises(refusals.LastAdministrator):
        change_roles(own, by=administrator, at=at, roles=[Role.APPLICANT])
    change_roles(people["10000012-02"].pk, by=administrator, at=at, roles=[Role.COMPANY_ADMINISTRATOR])
    close_account(own, by=administrator, at=at)


def test_resetting_factors_leaves_no_way_in_but_the_letter(people, clerk, at):
    person = people["10000020-01"]
    give_second_factor(person)
    reset_factors(person.pk, by=clerk, at=at)
    person.refresh_from_db()
    assert not person.has_usable_password()
    assert not person.authenticator_set.exists()
    assert person.letter_due_since == at
