from django.urls import path

from rectify.portal import notice, objections, petitions, signed_off, views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("notices/", views.notices, name="notices"),
    path("notices/<int:pk>/", notice.notice, name="notice"),
    path("notices/<int:pk>/objection/", objections.form, name="objection"),
    path("objections/", objections.outcome, name="outcome"),
    path("signed-off/", signed_off.signed_off, name="signed_off"),
    path("signed-off/list.xlsx", signed_off.signed_off_file, name="signed_off_file"),
    path("petitions/", petitions.batches, name="petition_batches"),
    path("petitions/<slug:round_code>/<int:number>/", petitions.table, name="petitions"),
    path(
        "petitions/<slug:round_code>/<int:number>/<str:form>/",
        petitions.download,
        name="petition_file",
    ),
    path("photos/<str:token>/", notice.photo, name="photo"),
]
