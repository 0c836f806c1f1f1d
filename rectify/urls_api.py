"""`/api/v1/`: every resource by name, the schema, and the pages that show it."""

from django.urls import URLPattern, URLResolver, path
from drf_spectacular.views import SpectacularJSONAPIView
from rest_framework.routers import SimpleRouter

from issues.api.issues import Issues
from issues.api.parts import Measures, Reports, Responsibilities
from rectify.accounts.api.places import Divisions, Units

RESOURCES = {
    "issues": Issues,
    "measures": Measures,
    "progress-reports": Reports,
    "responsibilities": Responsibilities,
    "divisions": Divisions,
    "units": Units,
}

router = SimpleRouter()
for name, view in RESOURCES.items():
    router.register(name, view, basename=name)

app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [
    *router.urls,
    path("schema/", SpectacularJSONAPIView.as_view(), name="schema"),
]
