"""Every route, by app."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("rectify.accounts.urls")),
    path("language/", set_language, name="set_language"),
]

handler400 = "rectify.desk.errors.bad_request"
handler403 = "rectify.desk.errors.permission_denied"
handler404 = "rectify.desk.errors.not_found"
handler500 = "rectify.desk.errors.server_error"
