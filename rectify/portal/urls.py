from django.urls import path

from rectify.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("notices/", views.notices, name="notices"),
    path("notices/<int:pk>/", views.notice, name="notice"),
    path("signed-off/", views.signed_off, name="signed_off"),
    path("photos/<str:token>/", views.photo, name="photo"),
]
