"""Showing a key asks again who is there: the factor where there is one, the password otherwise."""

import time

import pytest
from django.test import Client

from hosho.cli import sample, sample_people
from tests.sign_in import PASSWORD, sign_in_client

pytestmark = pytest.mark.django_db
STEP_UP = "/account/reauthenticate/"


@pytest.fixture
def people(db):
    found = sample_people.people()
    sample.give_second_factor(found["10000020-01"])
    return found


def age_the_login(client: Client) -> None:
    session = client.session
    session["account_authentication_methods"] = [
        {**method, "at": time.time() - 3600} for method in session["account_authentication_methods"]
    ]
    session.save()


def test_without_a_factor_the_password_is_enough(people, client):
    sign_in_client(client, "10000012-01")
    age_the_login(client)
    assert client.post(STEP_UP, {"password": PASSWORD, "next": "/enet/"}).status_code == 302


def test_with_a_factor_the_password_alone_is_not(people, client):
    client.force_login(people["10000020-01"])
    answer = client.post(STEP_UP, {"password": PASSWORD, "next": "/enet/"})
    assert answer.url.startswith("/account/2fa/reauthenticate/")
    assert "account_authentication_methods" not in client.session or not any(
        method.get("reauthenticated") for method in client.session["account_authentication_methods"]
    )
