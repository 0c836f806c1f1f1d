"""Routes of the inbox."""

from django.urls import path

from rectify.messaging import views

app_name = "messaging"

urlpatterns = [
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/read/", views.read_all, name="read_all"),
    path("inbox/<int:message_id>/", views.open_message, name="open"),
]
