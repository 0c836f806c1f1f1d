from django.urls import path

from issues.views import (
    accept,
    acts,
    amendments,
    amendments_acts,
    amendments_draft,
    cycles,
    evidence,
    exports,
    exports_lists,
    listing,
    measures,
    objections,
    plans,
    report,
    rounds,
)

app_name = "issues"
urlpatterns = [
    path("issues/", listing.issue_list, name="list"),
    path("issues/export/<slug:what>.xlsx", exports.issue_list, name="export"),
    path("issues/amendments/", amendments.amendments, name="amendments"),
    path("issues/amendments/list.xlsx", exports_lists.amendment_list, name="amendment_list"),
    path("issues/amendments/<int:pk>/", amendments.amendment, name="amendment"),
    path("issues/amendments/<int:pk>/revise/", amendments_draft.revise, name="amendment_revise"),
    path(
        "issues/amendments/<int:pk>/<slug:action>/",
        amendments_acts.act,
        name="amendment_act",
    ),
    path("issues/<int:pk>/amend/", amendments_draft.draft, name="amend"),
    path("issues/<int:pk>/report/", report.report, name="report"),
    path("issues/<int:pk>/accept/", accept.accept, name="accept"),
    path("issues/<int:pk>/evidence/", evidence.add, name="evidence"),
    path(
        "issues/<int:pk>/evidence/<int:evidence_id>/<str:variant>/",
        evidence.download,
        name="file",
    ),
    path("issues/<int:pk>/measures/<int:measure_id>/done/", measures.done, name="measure_done"),
    path("issues/<int:pk>/act/<str:action>/", acts.act, {"group": "act"}, name="act"),
    path("issues/<int:pk>/step/<str:action>/", acts.act, {"group": "step"}, name="step"),
    path("issues/<int:pk>/cycles/<int:cycle>/", cycles.cycle, name="cycle"),
    path("objections/<int:pk>/", objections.objection, name="objection"),
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/new/", rounds.new, name="round_new"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/list.<slug:form>", exports.plan_list, name="plan_export"),
    path("plans/<int:pk>/approve/", plans.approve, name="plan_approve"),
    path("plans/<int:pk>/issue/", plans.issue, name="plan_issue"),
]
