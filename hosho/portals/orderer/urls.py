"""発注者用保証確認サービス, mounted at /confirm/."""

from django.urls import path

from hosho.portals.orderer import answer, certificate, compare, entrance, guide

app_name = "orderer"
urlpatterns = [
    path("", entrance.entrance, name="entrance"),
    path("certificate/", certificate.certificate, name="certificate"),
    path("certificate/<int:version>/", certificate.certificate, name="version"),
    path("certificate/<int:version>/changes/", certificate.version_changes, name="changes"),
    path("certificate/<int:version>/pdf/", certificate.download, name="download"),
    path("compare/", compare.compare, name="compare"),
    path("answer/", answer.answer, name="answer"),
    path("answer/done/", answer.answered, name="answered"),
    path("end/", entrance.end, name="end"),
    path("ended/", entrance.ended, name="ended"),
    path("over/", entrance.viewing_over, name="viewing_over"),
    path("help/", guide.first_time, name="first_time"),
    path("help/guide/", guide.one_page, name="one_page"),
]
