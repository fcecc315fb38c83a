"""/certificates/: the entrance 電子証書の確認はこちら. Addresses carry an id of ours, never number or key."""

from django.urls import path

from hosho.portals.contractor.certificates import entrance, files, handing_in, keys, listing, reading

app_name = "certificates"
urlpatterns = [
    path("", entrance.entrance, name="entrance"),
    path("list/", listing.listing, name="list"),
    path("<uuid:guarantee_id>/", reading.certificate, name="certificate"),
    path("<uuid:guarantee_id>/versions/<int:version>/", reading.certificate, name="version"),
    path("<uuid:guarantee_id>/versions/<int:version>/pdf/", files.sealed_pdf, name="pdf"),
    path(
        "<uuid:guarantee_id>/versions/<int:version>/customer-copy/", files.customer_copy, name="customer_copy"
    ),
    path("<uuid:guarantee_id>/fee-statement/", files.fee_statement, name="fee_statement"),
    path("<uuid:guarantee_id>/key/", keys.key, name="key"),
    path("<uuid:guarantee_id>/key/notice/", keys.key_notice, name="key_notice"),
    path("<uuid:guarantee_id>/key/reissue/", keys.reissue, name="reissue"),
    path("<uuid:guarantee_id>/key/reissued/", keys.reissued, name="reissued"),
    path("<uuid:guarantee_id>/fax-cover/", files.fax_cover, name="fax_cover"),
    path("<uuid:guarantee_id>/hand-in/", handing_in.hand_in, name="hand_in"),
    path("<uuid:guarantee_id>/history/", reading.history, name="history"),
]
