from django.urls import path

from petitions.views import (
    acts,
    answer,
    bench,
    blank,
    evidence,
    exports,
    listing,
    publishing,
    rules,
    summary,
)

app_name = "petitions"
urlpatterns = [
    path("petitions/", listing.petition_list, name="list"),
    path("petitions/desk/", bench.desk, name="desk"),
    path("petitions/export/<slug:what>.<slug:form>", exports.petition_list, name="export"),
    path("petitions/summary/", summary.summary, name="summary"),
    path("petitions/summary/table.<slug:form>", exports.summary, name="summary_export"),
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
