"""Mounted at /: the surety's public home, ID登録 and the pages of the footer."""

from django.urls import path

from hosho.portals.public import home, registration

app_name = "public"

urlpatterns = [
    path("", home.home_page, name="home"),
    path("register/", registration.start, name="register"),
    path("register/check/", registration.check, name="register_check"),
    path("register/done/", registration.done, name="register_done"),
    path("register/<slug:step>/", registration.step, name="register_step"),
    path("about/terms/", home.terms_page, name="terms"),
    path("about/privacy/", home.privacy_page, name="privacy"),
    path("about/accessibility/", home.accessibility_page, name="accessibility"),
    path("about/english/", home.english_page, name="english"),
]
