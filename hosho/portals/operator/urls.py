"""The operator's pages, mounted at /operator/."""

from django.urls import include, path

urlpatterns = [
    path("mailbox/", include("hosho.portals.operator.mailbox.urls")),
]
