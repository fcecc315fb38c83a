"""What every answer tells the browser: run nothing foreign, keep nothing, tell nobody, be framed by nobody (X12, X30)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hosho.cli.sample_people import PASSWORD, people
from tests.security.walk import OWNER, Scene, addresses, client_of, url_of

LOGINS = {"CONTRACTOR": OWNER, "SURETY": "desk-suzuki", "OPERATOR": "operator", "signed in": OWNER}
CACHEABLE = {
    "public:home",
    "public:terms",
    "public:privacy",
    "public:accessibility",
    "public:english",
    "orderer:entrance",
    "orderer:first_time",
    "orderer:one_page",
    "certificates:entrance",
}
"""Pages that are the same for everybody; only these may ever be kept by a cache."""


def complaints(answer: Any, *, may_be_kept: bool = False) -> list[str]:
    policy = answer.get("Content-Security-Policy", "")
    wanted = {
        "policy": "default-src 'none'" in policy and "frame-ancestors 'none'" in policy,
        "policy unsafe": not any(
            word in policy for word in ("unsafe-inline", "unsafe-eval", "*", "data:", "http")
        ),
        "base": "base-uri 'none'" in policy
        and "object-src 'none'" in policy
        and "form-action 'self'" in policy,
        "nosniff": answer.get("X-Content-Type-Options") == "nosniff",
        "referrer": answer.get("Referrer-Policy") == "same-origin",
        "opener": answer.get("Cross-Origin-Opener-Policy") == "same-origin",
        "resource": answer.get("Cross-Origin-Resource-Policy") == "same-origin",
        "frame": answer.get("X-Frame-Options") == "DENY",
        "permissions": "camera=()" in answer.get("Permissions-Policy", ""),
        "kept": answer.get("Cache-Control") == "no-store"
        or (may_be_kept and answer.get("Cache-Control", "").startswith("public")),
        "no banner": not answer.get("Server") and not answer.get("X-Powered-By"),
    }
    return [what for what, good in wanted.items() if not good]


@pytest.mark.django_db
def test_every_address_answers_with_all_headers(scene: Scene) -> None:
    clients = {side: client_of(login) for side, login in LOGINS.items()}
    told = []
    for address in addresses():
        side = address.guard.partition(":")[0]
        client = clients.get(side, Client(raise_request_exception=False))
        url = url_of(address, scene, draft=address.name.startswith("contractor:a"))
        for answer in (client.get(url), client.get(f"{url}?x=%00"), Client().get(url), client.options(url)):
            if answer.status_code >= 500:
                told.append(f"{url}: {answer.status_code}")
            if bad := complaints(answer, may_be_kept=address.name in CACHEABLE):
                told.append(f"{address.name} {answer.status_code}: {bad}")
    assert told == []


@pytest.mark.django_db
def test_error_pages_carry_the_same_headers(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    people()
    client = Client(raise_request_exception=False)
    strict = Client(enforce_csrf_checks=True)
    answers = [
        client.get("/no/such/page/"),
        client.get("/static/../../etc/passwd"),
        client.get("/static/"),
        client.get("/", headers={"host": "evil.example"}),
        strict.post("/account/login/", {"login": OWNER}),
        client.put("/account/logout/"),
        client.get("/api/v1/no-such"),
        client.get("/api/v1/news"),
        client.post("/api/v1/deposits", data=b"{", content_type="application/json"),
        client.get("/api/v1/openapi.json"),
    ]

    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("見本の故障")

    monkeypatch.setattr("hosho.portals.public.home.render", broken)
    answers.append(client.get("/about/terms/"))
    assert answers[-1].status_code == 500
    assert [(answer.status_code, bad) for answer in answers if (bad := complaints(answer))] == []
    for answer in answers:
        assert b"Traceback" not in answer.content
        assert "見本の故障" not in answer.content.decode()


@pytest.mark.django_db
def test_no_address_echoes_a_trace(scene: Scene) -> None:
    client = Client(raise_request_exception=False)
    for url in ("/", "/confirm/", "/account/login/", "/api/v1/news"):
        answer = client.generic("TRACE", url, headers={"x-secret": "echo-me"})
        assert b"echo-me" not in answer.content
        assert answer.status_code < 500


@pytest.mark.django_db
def test_login_cookies_are_out_of_the_reach_of_scripts_and_other_sites() -> None:
    people()
    client = Client()
    client.get("/account/login/")
    client.post("/account/login/", {"login": OWNER, "password": PASSWORD})
    assert {"hosho-session", "hosho-csrf", "hosho-device"} <= set(client.cookies)
    for name, cookie in client.cookies.items():
        assert cookie["httponly"], name
        assert cookie["samesite"] in ("Lax", "Strict"), name
        assert not cookie["domain"], name
    assert client.cookies["hosho-session"]["max-age"] == ""


@pytest.mark.django_db
def test_nobody_gets_a_cookie_before_it_is_needed() -> None:
    for url in (reverse("orderer:first_time"), "/about/privacy/", "/healthz", "/no/such/page/"):
        client = Client()
        client.get(url)
        assert not client.cookies, url


_ASK = """
import json
from django.test import Client
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
from django.test.utils import setup_test_environment
setup_test_environment()
call_command("migrate", verbosity=0)
from hosho.cli import sample_people
sample_people.people()
from django.core.checks import run_checks
plain = Client().get("/account/login/")
client = Client()
secure = {"secure": True}
client.get("/account/login/", **secure)
done = client.post("/account/login/", {"login": "10000012-01", "password": sample_people.PASSWORD}, **secure)
entrance = Client().get("/confirm/", **secure)
print(json.dumps({
    "plain": [plain.status_code, plain.get("Location", "")],
    "signed_in": done.status_code,
    "hsts": entrance.get("Strict-Transport-Security", ""),
    "cookies": {n: [bool(c["secure"]), bool(c["httponly"]), c["path"], c["domain"]] for n, c in client.cookies.items()},
    "deploy": [str(check) for check in run_checks(include_deployment_checks=True) if not check.is_silenced()],
}))
"""


@pytest.mark.slow
def test_over_https_cookies_are_bound_to_the_host_and_browsers_told_to_stay(tmp_path: Path) -> None:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("HOSHO_", "DJANGO_ALLOW"))
    }
    environment |= {
        "HOSHO_HOME": str(tmp_path),
        "HOSHO_HTTPS": "on",
        "HOSHO_HOSTS": "testserver",
        "HOSHO_LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "hosho.config.settings",
    }
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _ASK], env=environment, capture_output=True, text=True, timeout=120, check=False
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout.splitlines()[-1])
    assert told["plain"] == [301, "https://testserver/account/login/"]
    assert told["signed_in"] == 302
    assert told["hsts"] == "max-age=31536000; includeSubDomains"
    assert {"__Host-hosho-session", "__Host-hosho-csrf", "__Host-hosho-device"} <= set(told["cookies"])
    for name, (secure, hidden, path, domain) in told["cookies"].items():
        assert (name[:7], secure, hidden, path, domain) == ("__Host-", True, True, "/", "")
    # preloading is the decision of whoever owns the domain; the mailbox is named because no server was set here
    meant = ("security.W021", "hosho.W023")
    assert [each for each in told["deploy"] if not any(code in each for code in meant)] == []
