"""Mounted at /desk/ids/ within the desk's names."""

from django.urls import path

from hosho.portals.underwriting import ids, letters

urlpatterns = [
    path("", ids.applications_page, name="ids"),
    path("<int:application_id>/", ids.application_page, name="id_application"),
    path("<int:application_id>/approve/", ids.approve, name="approve_id"),
    path("<int:application_id>/decline/", ids.decline_page, name="decline_id"),
    path("letters/", letters.letters_page, name="letters"),
    path("letters/<int:person_id>/", letters.letter_page, name="letter"),
    path("people/", letters.people_page, name="people"),
    path("people/<int:person_id>/", letters.person_page, name="person"),
]
