from django.urls import path

from issues.views import (
    accept,
    acts,
    cycles,
    evidence,
    exports,
    exports_lists,
    listing,
    measures,
    objections,
    plans,
    plans_acts,
    report,
    rounds,
)
from issues.views.amendments import acts as amendment_acts
from issues.views.amendments import draft as amendment_draft
from issues.views.amendments import listing as amendment_list
from issues.views.amendments import page as amendment_page

app_name = "issues"
urlpatterns = [
    path("issues/", listing.issue_list, name="list"),
    path("issues/export/<slug:what>.xlsx", exports.issue_list, name="export"),
    path("issues/amendments/", amendment_list.amendments, name="amendments"),
    path("issues/amendments/list.xlsx", exports_lists.amendment_list, name="amendment_list"),
    path("issues/amendments/<int:pk>/", amendment_page.amendment, name="amendment"),
    path("issues/amendments/<int:pk>/revise/", amendment_draft.revise, name="amendment_revise"),
    path(
        "issues/amendments/<int:pk>/<slug:action>/",
        amendment_acts.act,
        name="amendment_act",
    ),
    path("issues/<int:pk>/amend/", amendment_draft.draft, name="amend"),
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
    path("rounds/list.xlsx", exports_lists.round_list, name="round_list"),
    path("rounds/new/", rounds.new, name="round_new"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/list.<slug:form>", exports.plan_list, name="plan_export"),
    path("plans/<int:pk>/approve/", plans_acts.approve, name="plan_approve"),
    path("plans/<int:pk>/issue/", plans_acts.issue, name="plan_issue"),
]
