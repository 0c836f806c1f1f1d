"""`/api/v1/`: every resource by name, the schema, and the pages that show it."""

from django.urls import URLPattern, URLResolver, path
from drf_spectacular.views import SpectacularJSONAPIView
from rest_framework.routers import SimpleRouter

from issues.api.amendments import Amendments
from issues.api.evidence import EvidencePieces
from issues.api.findings import LookBacks, Objections
from issues.api.issues import Issues
from issues.api.parts import Measures, Reports, Responsibilities
from issues.api.plans import Plans, RoundKinds, Rounds
from issues.api.signoffs import Notices, SignOffs
from petitions.api.imports import Imports
from petitions.api.views import Batches, Petitions
from rectify.accounts.api.places import Divisions, Units
from rectify.core.api.pages import docs
from rectify.figures.api.views import FigureIssues, FigurePetitions, Figures
from rectify.supervision.api.codes import CodeLists
from rectify.supervision.api.warnings import Warnings

RESOURCES = {
    "round-kinds": RoundKinds,
    "rounds": Rounds,
    "plans": Plans,
    "issues": Issues,
    "measures": Measures,
    "progress-reports": Reports,
    "responsibilities": Responsibilities,
    "amendments": Amendments,
    "imports": Imports,
    "evidence": EvidencePieces,
    "objections": Objections,
    "look-backs": LookBacks,
    "signoffs": SignOffs,
    "public-notices": Notices,
    "petitions": Petitions,
    "petition-batches": Batches,
    "warnings": Warnings,
    "divisions": Divisions,
    "units": Units,
    "code-lists": CodeLists,
}

router = SimpleRouter()
for name, view in RESOURCES.items():
    router.register(name, view, basename=name)

app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [
    *router.urls,
    path("figures/", Figures.as_view({"get": "list"}), name="figures-list"),
    path("figures/issues/", FigureIssues.as_view({"get": "list"}), name="figures-issues"),
    path("figures/petitions/", FigurePetitions.as_view({"get": "list"}), name="figures-petitions"),
    path("schema/", SpectacularJSONAPIView.as_view(), name="schema"),
    path("docs/", docs, name="docs"),
]
