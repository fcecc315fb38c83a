"""郵送する利用開始のお知らせ, and the desk's care for people of contractors (lost password, lost factor)."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from hosho.domain.refusals import NotFound, Refusal
from hosho.lib.clock import now
from hosho.parties import activation_codes
from hosho.parties.actions.close_account import close_account
from hosho.parties.actions.issue_activation_code import issue_activation_code
from hosho.parties.actions.request_letter import request_letter
from hosho.parties.actions.reset_factors import reset_factors
from hosho.parties.people import DESK_ROLES
from hosho.parties.queries import companies, letters_due, people_of, person_of_company
from hosho.portals.guards import actor_of
from hosho.portals.underwriting.pages import acting, only_post

DEEDS = {
    "letter": (request_letter, "利用開始のお知らせの発送を、郵送待ちに加えました。"),
    "factors": (reset_factors, "2段階の確認とパスワードを消し、お知らせの発送を郵送待ちに加えました。"),
    "close": (close_account, "利用を停止しました。"),
}


@acting(*DESK_ROLES)
def letters_page(request: HttpRequest) -> HttpResponse:
    context = {
        "people": letters_due(actor_of(request)),
        "days": settings.SURETY["policy"]["activation_code_days"],
    }
    return render(request, "underwriting/ids/letters.html", context)


@acting(*DESK_ROLES)
@only_post
def letter_page(request: HttpRequest, person_id: int) -> HttpResponse:
    """Make a code and show the letter, this once: the code is kept nowhere. Made again, the earlier one ends."""
    actor = actor_of(request)
    person = person_of_company(person_id, actor)
    code, expires_at = issue_activation_code(
        person.pk, by=actor, at=now(), days=settings.SURETY["policy"]["activation_code_days"]
    )
    context = {
        "who": person,
        "company": person.contractor,
        "code": activation_codes.shown(code),
        "expires_at": expires_at,
        "issued_at": now(),
        "surety": settings.SURETY,
        "site": request.get_host(),
    }
    return render(request, "underwriting/ids/letter.html", context)


@acting(*DESK_ROLES)
def people_page(request: HttpRequest) -> HttpResponse:
    """Find a company and its people."""
    actor, text = actor_of(request), request.GET.get("q", "")[:100]
    found = [(company, people_of(company, actor)) for company in companies(actor, text)]
    return render(request, "underwriting/ids/people.html", {"found": found, "text": text})


@acting(*DESK_ROLES)
def person_page(request: HttpRequest, person_id: int) -> HttpResponse:
    """One person of a contractor: a letter, lost factors, the end."""
    actor = actor_of(request)
    person = person_of_company(person_id, actor)
    act, said = DEEDS.get(request.POST.get("deed", ""), (None, ""))
    refused = ""
    if request.method == "POST" and act:
        try:
            act(person.pk, by=actor, at=now())
        except Refusal as refusal:
            refused = refusal.sentence
        else:
            messages.success(request, said)
            return redirect("underwriting:person", person.pk)
    company = person.contractor
    if company is None:
        raise NotFound
    line = next(line for line in people_of(company, actor) if line.person.pk == person.pk)
    context = {"who": line.person, "line": line, "company": company, "refused": refused}
    return render(request, "underwriting/ids/person.html", context, status=409 if refused else 200)
