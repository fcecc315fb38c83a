"""Paper delivery: the desk prints it, and the contractor's list says where the paper is."""

import pytest

from hosho.cli import sample_people
from hosho.guarantees.actions.print_paper import print_paper
from tests.builders import AT
from tests.issued import issue
from tests.page_inspector import InspectingClient

pytestmark = pytest.mark.django_db(transaction=True)


def page(login, path):
    browser = InspectingClient()
    browser.force_login(
        sample_people.people()[login], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return browser.get(path).content.decode()


def test_the_list_says_whether_the_paper_was_printed_and_the_desk_how_many_to_print(world):
    made = issue(world, kinds={"kinds": ["CONTRACT"]}, delivery={"delivery": "PAPER"})["CONTRACT"]
    assert "当社で印刷の準備をしています" in page("10000012-01", "/certificates/list/")
    assert "正副2通を印刷し" in page("desk-tanaka", "/desk/issuing/")
    clerk = sample_people.people()["desk-tanaka"].actor()
    print_paper(made.certificates.get(), by=clerk, at=AT)
    listed = page("10000012-01", "/certificates/list/")
    assert "に当社で印刷しました。" in listed
    assert "印刷の準備" not in listed
    assert "正副2通を印刷し" not in page("desk-tanaka", "/desk/issuing/")
