"""The register's operator lets a surety read its news."""

import pytest

from hosho.cli import main
from hosho.domain.refusals import CredentialsMissing
from hosho.register import queries
from hosho.register.models import RegisteredSurety

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def surety(db):
    return RegisteredSurety.objects.create(code="47", name="青海建設保証株式会社（見本）")


def test_the_token_is_printed_once_and_opens_that_surety_s_news(capsys):
    assert main(["grant-news-access", "47"]) == 0
    token = capsys.readouterr().out.strip()
    assert queries.surety_of_token(token) == "47"
    assert main(["grant-news-access", "47"]) == 0
    with pytest.raises(CredentialsMissing):
        queries.surety_of_token(token)


def test_a_token_the_surety_made_is_taken_and_not_repeated(capsys, tmp_path):
    file = tmp_path / "register-token"
    file.write_text("t" * 43 + "\n", encoding="utf-8")
    assert main(["grant-news-access", "47", "--token-file", str(file)]) == 0
    assert capsys.readouterr().out == ""
    assert queries.surety_of_token("t" * 43) == "47"


def test_an_unknown_surety_and_a_short_token_are_refused(capsys, tmp_path):
    assert main(["grant-news-access", "99"]) == 1
    assert "no surety with the code '99'" in capsys.readouterr().err
    file = tmp_path / "short"
    file.write_text("secret", encoding="utf-8")
    assert main(["grant-news-access", "47", "--token-file", str(file)]) == 2
    assert "secret" not in capsys.readouterr().err
