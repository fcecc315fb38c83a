"""What can be saved: the sealed PDF, お客様控え, 保証料計算書, the FAX cover. File names carry four digits of the number."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from hosho import archive
from hosho.domain.kinds import GuaranteeKind, version_label
from hosho.domain.refusals import FeeNotStated
from hosho.guarantees import papers
from hosho.guarantees.queries import certificates, company_fees
from hosho.guarantees.queries.certificates import Guarantee
from hosho.guarantees.queries.handing_in import guide
from hosho.lib.clock import now, today_in_japan
from hosho.parties import audit
from hosho.portals.contractor.certificates.doors import electronic_of, guarantee_of, may_hand_in, may_read
from hosho.portals.guards import actor_of
from hosho.ui import fields
from hosho.ui.forms import Form


def as_download(pdf: bytes, name: str) -> HttpResponse:
    """A PDF that is saved, never opened inside the site."""
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def file_name(what: str, guarantee: Guarantee, *more: str) -> str:
    """「前払金保証証書_末尾0123_当初.pdf」: enough to tell files apart, too little to look anything up."""
    return "_".join([what, f"末尾{guarantee.number[-4:]}", *more]) + ".pdf"


@may_read
def sealed_pdf(request: HttpRequest, guarantee_id: UUID, version: int) -> HttpResponse:
    """The certificate itself, byte for byte as sealed."""
    guarantee = guarantee_of(request, guarantee_id)
    row = certificates.certificate(guarantee, version)
    pdf = archive.read(row.pdf)
    subject = f"guarantee {guarantee.number}"
    audit.note("certificate.saved", subject, by=actor_of(request), at=now(), version=version)
    what = f"{GuaranteeKind(guarantee.kind).label}証書"
    return as_download(pdf, file_name(what, guarantee, version_label(version)))


@may_read
def customer_copy(request: HttpRequest, guarantee_id: UUID, version: int) -> HttpResponse:
    """お客様控え."""
    guarantee = guarantee_of(request, guarantee_id)
    row = certificates.certificate(guarantee, version)
    pdf = papers.renderer().customer_copy(papers.customer_copy(guarantee, row))
    return as_download(pdf, file_name("お客様控え", guarantee, version_label(version)))


@may_read
def fee_statement(request: HttpRequest, guarantee_id: UUID) -> HttpResponse:
    """保証料計算書 of the application this guarantee came from."""
    guarantee = guarantee_of(request, guarantee_id)
    fee = company_fees.find(actor_of(request), guarantee.application_id)
    if not fee.quotes:
        raise FeeNotStated
    return as_download(
        papers.renderer().fee_statement(papers.fee_statement(fee)), file_name("保証料計算書", guarantee)
    )


class FaxForm(Form):
    fax = fields.PhoneField(
        label="送り先のFAX番号", help_text="発注者の担当課にご確認のうえ、入力してください。"
    )
    person = fields.CleanTextField(label="送り先の担当者", required=False, most=40, width="m")
    pages = forms.IntegerField(
        label="枚数（この送付状を含みます）",
        min_value=2,
        max_value=99,
        error_messages={
            "invalid": "枚数は、2から99までの数字で入力してください。",
            "min_value": "枚数は、2から99までの数字で入力してください。",
            "max_value": "枚数は、2から99までの数字で入力してください。",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
    )


@may_hand_in
def fax_cover(request: HttpRequest, guarantee_id: UUID) -> HttpResponse:
    """FAX送付状: asks where it goes, answers with the PDF."""
    guarantee = electronic_of(request, guarantee_id)
    # cover, notice, and the certificate screen, which prints on two sheets
    form = FaxForm(request.POST or None, initial={"pages": 4})
    if request.method == "POST" and form.is_valid():
        paper = papers.fax_cover(guarantee, on=today_in_japan(now()), **form.cleaned_data)
        return as_download(papers.renderer().fax_cover(paper), file_name("FAX送付状", guarantee))
    page = {
        "guarantee": guarantee,
        "kind": GuaranteeKind(guarantee.kind),
        "form": form,
        "guide": guide(guarantee),
    }
    return render(request, "contractor/certificates/fax_cover.html", page, status=422 if form.errors else 200)
