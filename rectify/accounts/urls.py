"""Routes of sign-in; `set_language` stands in the root routes under Django's own name."""

from django.urls import path

from rectify.accounts import views

app_name = "accounts"

urlpatterns = [
    path("login/", views.login, name="login"),
    path("logout/", views.logout, name="logout"),
    path("post/", views.choose_post, name="choose_post"),
    path("post/switch/", views.choose_post, name="switch_post"),
    path("step-up/", views.confirm, name="step_up"),
    path("password/", views.password, name="password"),
    path("display/", views.display, name="display"),
]
