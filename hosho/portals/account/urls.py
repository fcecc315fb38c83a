"""Mounted at /account/. Every address of allauth that we use is named here; its others do not exist."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from hosho.domain.refusals import NotFound
from hosho.portals.account import login, lost, step_up
from hosho.portals.guards import open_to_anyone


@open_to_anyone("an address that allauth insists on; it answers like an unknown one")
def nothing_here(request: HttpRequest) -> HttpResponse:
    raise NotFound


urlpatterns = [
    path("login/", login.login_page, name="account_login"),
    path("logout/", login.logout_page, name="account_logout"),
    path("logged-out/", login.logged_out_page, name="account_logged_out"),
    path("lost/", lost.lost_page, name="account_lost"),
    path("activate/", nothing_here, name="account_activate"),
    path("reauthenticate/", step_up.by_password, name="account_reauthenticate"),
    path("2fa/", include("allauth.mfa.urls")),
    path("email/", nothing_here, name="account_email"),
    path("inactive/", nothing_here, name="account_inactive"),
]
