"""Mounted at /operator/mailbox/. The pages exist only in the demo."""

from django.urls import path

from hosho.portals.operator.mailbox.views import mail_page, mails_page

urlpatterns = [
    path("", mails_page, name="mailbox"),
    path("<str:name>/", mail_page, name="mailbox_mail"),
]
