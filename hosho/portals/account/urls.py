"""Mounted at /account/. Every address of allauth that we use is named here; its others do not exist."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from hosho.domain.refusals import NotFound
from hosho.portals.account import activation, company, login, lost, settings_pages, step_up
from hosho.portals.guards import open_to_anyone


@open_to_anyone("an address that allauth insists on; it answers like an unknown one")
def nothing_here(request: HttpRequest) -> HttpResponse:
    raise NotFound


urlpatterns = [
    path("login/", login.login_page, name="account_login"),
    path("logout/", login.logout_page, name="account_logout"),
    path("logged-out/", login.logged_out_page, name="account_logged_out"),
    path("lost/", lost.lost_page, name="account_lost"),
    path("activate/", activation.activation_page, name="account_activate"),
    path("activated/", activation.activated_page, name="account_activated"),
    path("settings/", settings_pages.settings_page, name="account_settings"),
    path("settings/password/", settings_pages.password_page, name="account_password"),
    path("settings/sessions/", settings_pages.end_sessions_page, name="account_end_sessions"),
    path("company/", company.company_page, name="account_company"),
    path("company/add/", company.add_person_page, name="account_add_person"),
    path("company/<int:person_id>/", company.person_page, name="account_person"),
    path("2fa/totp/picture.svg", settings_pages.totp_picture, name="account_totp_picture"),
    path("reauthenticate/", step_up.by_password, name="account_reauthenticate"),
    path("2fa/", include("allauth.mfa.urls")),
    path("email/", nothing_here, name="account_email"),
    path("inactive/", nothing_here, name="account_inactive"),
]
