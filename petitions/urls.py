from django.urls import path

from petitions.views import (
    acts,
    answer,
    bench,
    blank,
    evidence,
    listing,
    publishing,
    rules,
    summary,
)

app_name = "petitions"
urlpatterns = [
    path("petitions/", listing.petition_list, name="list"),
    path("petitions/desk/", bench.desk, name="desk"),
    path("petitions/summary/", summary.summary, name="summary"),
    path("petitions/rules/<int:pk>/", rules.rules, name="rules"),
    path("petitions/batches/<int:pk>/", publishing.batch, name="batch"),
    path("imports/template/petitions.xlsx", blank.template, name="template"),
    path("petitions/<int:pk>/accept/", bench.accept, name="accept"),
    path("petitions/<int:pk>/answer/", answer.answer, name="answer"),
    path("petitions/<int:pk>/act/<str:action>/", acts.act, name="act"),
    path(
        "petitions/<int:pk>/evidence/<int:evidence_id>/<str:variant>/",
        evidence.download,
        name="file",
    ),
]
