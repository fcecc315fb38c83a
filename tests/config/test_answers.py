"""What every answer carries, and the pages for what went wrong."""

import html
import json
import re
from datetime import timedelta

import pytest
from django.http import Http404, HttpResponse
from django.test import Client
from django.urls import include, path

from hosho.config import urls as real
from hosho.config.headers import public_page
from hosho.domain.refusals import NotFound
from hosho.domain.refusals.refusal import every_refusal

pytestmark = pytest.mark.django_db


REFUSAL = next(each for each in every_refusal() if each.http_status not in {403, 404} and each.example)
"""Any refusal of the product that has data in its sentence."""


def refuse(request):
    raise REFUSAL(**REFUSAL.example, field="amount")


def not_yours(request):
    raise NotFound


def not_there(request):
    raise Http404("secret reason")


def breaks(request):
    raise RuntimeError("key 1234-5678-9012-3456-7890")


def looks(request):
    return HttpResponse(f"{hasattr(request, 'session')} {hasattr(request, 'user')}")


def logs_out(request):
    return HttpResponse("bye")


urlpatterns = [
    path("t/refuse", refuse),
    path("t/not-yours", not_yours),
    path("t/not-there", not_there),
    path("t/breaks", breaks),
    path("t/looks", looks),
    path("t/logout/", logs_out),
    path("t/public", public_page(keep=timedelta(hours=1))(looks)),
    path("confirm/looks", looks),
    path("api/v1/refuse", refuse),
    path("", include(real.urlpatterns)),
]
handler400, handler403, handler404, handler500 = (
    real.handler400,
    real.handler403,
    real.handler404,
    real.handler500,
)


@pytest.fixture
def browser_like(settings):
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


def without_reference(answer):
    return re.sub(rb"[2-9A-Z]{5}-[2-9A-Z]{5}", b"", answer.content)


def test_every_page_carries_the_headers(browser_like):
    got = browser_like.get("/t/looks").headers
    # django-csp writes the directives in no particular order
    policy = dict(part.split(" ", 1) for part in got["Content-Security-Policy"].split("; "))
    own = dict.fromkeys(("style-src", "img-src", "font-src", "script-src", "form-action"), "'self'")
    none = dict.fromkeys(("default-src", "base-uri", "frame-ancestors", "object-src"), "'none'")
    assert policy == own | none
    assert got["Cache-Control"] == "no-store"
    assert (got["Pragma"], got["Expires"]) == ("no-cache", "0")
    assert got["X-Content-Type-Options"] == "nosniff"
    assert got["Referrer-Policy"] == "same-origin"
    assert got["Cross-Origin-Opener-Policy"] == got["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in got["Permissions-Policy"]
    assert re.fullmatch(r"[2-9A-Z]{5}-[2-9A-Z]{5}", got["X-Request-ID"])


def test_a_public_page_may_be_kept_and_nothing_else(browser_like):
    got = browser_like.get("/t/public").headers
    assert got["Cache-Control"] == "public, max-age=3600"
    assert "Pragma" not in got


def test_a_refusal_is_a_page_with_its_sentence_and_a_reference(browser_like):
    got = browser_like.get("/t/refuse")
    assert got.status_code == REFUSAL.http_status
    page = html.unescape(got.content.decode())
    assert REFUSAL(**REFUSAL.example).sentence in page
    assert got.headers["X-Request-ID"] in page
    assert got.headers["Cache-Control"] == "no-store"


def test_for_programs_a_refusal_is_a_problem_document(browser_like):
    got = browser_like.get("/api/v1/refuse")
    assert got.status_code == REFUSAL.http_status
    assert got.headers["Content-Type"] == "application/problem+json; charset=utf-8"
    body = json.loads(got.content)
    assert (body["code"], body["field"], body["status"]) == (REFUSAL.code, "amount", REFUSAL.http_status)
    assert body["instance"] == got.headers["X-Request-ID"]


def test_what_is_not_yours_looks_exactly_like_what_does_not_exist(browser_like):
    answers = [browser_like.get(f"/t/{name}") for name in ("not-yours", "not-there", "nowhere-at-all")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({without_reference(answer) for answer in answers}) == 1
    headers = [{k: v for k, v in answer.headers.items() if k != "X-Request-ID"} for answer in answers]
    assert headers[0] == headers[1] == headers[2]
    assert b"secret reason" not in answers[1].content


def test_our_own_defect_is_a_page_that_tells_nothing_of_the_inside(browser_like):
    got = browser_like.get("/t/breaks")
    assert got.status_code == 500
    assert "もう一度お試しください" in got.content.decode()
    assert b"1234-5678" not in got.content
    assert b"RuntimeError" not in got.content


def test_a_form_without_its_token_gets_a_page_that_says_what_to_do(settings):
    settings.ROOT_URLCONF = __name__
    got = Client(enforce_csrf_checks=True).post("/t/looks")
    assert got.status_code == 403
    assert "再読み込み" in got.content.decode()


def test_logging_out_clears_the_browser(browser_like):
    assert browser_like.post("/t/logout/").headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in browser_like.get("/t/logout/").headers


def test_the_confirmation_service_has_neither_session_nor_login(browser_like):
    assert browser_like.get("/t/looks").content == b"True True"
    got = browser_like.get("/confirm/looks")
    assert got.content == b"False False"
    assert got.cookies == {}


def test_health_and_metrics(browser_like, settings):
    assert json.loads(browser_like.get("/healthz").content) == {"status": "ok"}
    text = browser_like.get("/metrics").content.decode()
    assert "hosho_outbox_dead 0.0" in text
    assert "hosho_requests_total" in text
    assert browser_like.get("/metrics", REMOTE_ADDR="203.0.113.5").status_code == 404
    assert browser_like.get("/metrics", headers={"X-Forwarded-For": "203.0.113.5"}).status_code == 404
    settings.HOSHO_METRICS_TOKEN = "t0ken"
    assert browser_like.get("/metrics").status_code == 404
    with_token = {"Authorization": "Bearer t0ken"}
    assert browser_like.get("/metrics", REMOTE_ADDR="203.0.113.5", headers=with_token).status_code == 200
