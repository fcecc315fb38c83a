"""Asking again who is there, by password; the second factor's page is allauth's own view with our template."""

from __future__ import annotations

from allauth.account.views import ReauthenticateView


class ByPassword(ReauthenticateView):  # type: ignore[misc]
    template_name = "account/reauthenticate.html"


by_password = ByPassword.as_view()
by_password.guard = "signed in: any side"
