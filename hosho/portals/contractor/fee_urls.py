"""/enet/fees/: included by the contractor's portal as `path("fees/", include("hosho.portals.contractor.fee_urls"))`."""

from django.urls import path

from hosho.portals.contractor import fees

app_name = "fees"
urlpatterns = [
    path("", fees.fee_list, name="list"),
    path("<uuid:application_id>/", fees.fee_notice, name="notice"),
    path("<uuid:application_id>/statement/", fees.fee_statement, name="statement"),
]
