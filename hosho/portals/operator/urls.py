"""The operator's pages, mounted at /operator/."""

from django.urls import include, path

from hosho.portals.operator import pages

urlpatterns = [
    path("", pages.home_page, name="operator_home"),
    path("outbox/", pages.outbox_page, name="operator_outbox"),
    path("outbox/<int:job_id>/retry/", pages.retry_page, name="operator_retry"),
    path("sureties/", pages.sureties_page, name="operator_sureties"),
    path("mailbox/", include("hosho.portals.operator.mailbox.urls")),
]
