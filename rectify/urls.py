"""Every route, by app."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from rectify.desk.views import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("rectify.desk.urls")),
    path("", include("issues.urls")),
    path("", include("petitions.urls")),
    path("petitions/imports/", include("petitions.urls_imports")),
    path("", include("rectify.accounts.urls")),
    path("", include("rectify.messaging.urls")),
    path("", include("rectify.figures.urls")),
    path("imports/", include("issues.urls_imports")),
    path("api/v1/", include("rectify.urls_api")),
    path("public/", include("rectify.portal.urls")),
    path("language/", set_language, name="set_language"),
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("statusz", health.statusz, name="statusz"),
]
handler400 = "rectify.desk.errors.bad_request"
handler403 = "rectify.desk.errors.permission_denied"
handler404 = "rectify.desk.errors.not_found"
handler500 = "rectify.desk.errors.server_error"
