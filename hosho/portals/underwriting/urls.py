"""Mounted at /desk/: the surety's desk."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from hosho.portals.underwriting import (
    application,
    attachments,
    deciding,
    exposure,
    fees,
    guarantees,
    inbox,
    issuing,
    statements,
)

app_name = "underwriting"
_ONE = "applications/<uuid:application_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", inbox.inbox_page, name="inbox"),
    path(_ONE, application.application_page, name="application"),
    path(f"{_ONE}take/", application.take, name="take"),
    path(f"{_ONE}examine/", application.begin, name="examine"),
    path(f"{_ONE}message/", application.answer, name="message"),
    path(f"{_ONE}return/", deciding.return_page, name="return"),
    path(f"{_ONE}accept/", deciding.accept_page, name="accept"),
    path(f"{_ONE}approve/", deciding.approve_page, name="approve"),
    path(f"{_ONE}send-back/", deciding.send_back_page, name="send_back"),
    path(f"{_ONE}decline/", deciding.decline_page, name="decline"),
    path("attachments/<uuid:attachment_id>/", attachments.download, name="attachment"),
    path("attachments/<uuid:attachment_id>/<int:page>/", attachments.page_view, name="attachment_page"),
    path("attachments/<uuid:attachment_id>/<int:page>.png", attachments.picture, name="attachment_picture"),
    path("fees/", fees.fees_page, name="fees"),
    path("fees/<int:fee_id>/", fees.fee_page, name="fee"),
    path("fees/<int:fee_id>/cover/", fees.cover, name="cover"),
    path("fees/<int:fee_id>/lapse/", fees.lapse, name="lapse"),
    path("fees/<int:fee_id>/give-back/", fees.give_back, name="give_back"),
    path("fees/<int:fee_id>/give-all-back/", fees.give_all_back, name="give_all_back"),
    path("fees/<int:fee_id>/statement.pdf", fees.fee_statement, name="fee_statement"),
    path("statements/", statements.statements_page, name="statements"),
    path("statements/<int:statement_id>/", statements.statement_page, name="statement"),
    path("lines/<int:line_id>/", statements.line_page, name="line"),
    path("issuing/", issuing.issuing_page, name="issuing"),
    path("issuing/jobs/<int:job_id>/retry/", issuing.retry, name="retry"),
    path("issuing/certificates/<int:certificate_id>.pdf", issuing.certificate_pdf, name="certificate_pdf"),
    path("issuing/certificates/<int:certificate_id>/print/", issuing.print_out, name="print_paper"),
    path("guarantees/", guarantees.guarantees_page, name="guarantees"),
    path("guarantees/<str:number>/", guarantees.guarantee_page, name="guarantee"),
    path("contractors/", exposure.contractors_page, name="contractors"),
    path("contractors/<int:contractor_id>/", exposure.contractor_page, name="contractor"),
]
if find_spec("hosho.portals.underwriting.id_urls"):
    urlpatterns.append(path("ids/", include("hosho.portals.underwriting.id_urls")))
