"""/enet/: the contractor's portal."""

from django.urls import include, path

from hosho.portals.contractor import applications, attachments, home
from hosho.portals.contractor.apply import check, page

app_name = "contractor"
_ONE = "applications/<uuid:application_id>/"
urlpatterns = [
    path("", home.home, name="home"),
    path("fees/", include("hosho.portals.contractor.fee_urls")),
    path("applications/", applications.listing, name="applications"),
    path("applications/start/", applications.start, name="start"),
    path(_ONE, applications.detail, name="application"),
    path(f"{_ONE}messages/", applications.message, name="message"),
    path(f"{_ONE}correct/", applications.correct, name="correct"),
    path(f"{_ONE}withdraw/", applications.withdraw_page, name="withdraw"),
    path(f"{_ONE}copy/", applications.copy, name="copy"),
    path(f"{_ONE}discard/", applications.discard, name="discard"),
    path(f"{_ONE}received/", check.received, name="received"),
    path(f"{_ONE}application-copy/", applications.copy_pdf, name="application_copy"),
    path(f"{_ONE}attachments/<uuid:attachment_id>/", attachments.download, name="attachment"),
    path(f"{_ONE}attachments/<uuid:attachment_id>/remove/", attachments.remove, name="remove_attachment"),
    path("apply/<uuid:application_id>/", check.overview, name="apply"),
    path("apply/<uuid:application_id>/check/", check.check, name="check"),
    path("apply/<uuid:application_id>/paper/", page.paper, name="paper"),
    path("apply/<uuid:application_id>/<str:page>/", page.page_view, name="apply_page"),
]
