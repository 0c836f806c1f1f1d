from django.urls import path

from rectify.figures.views import index, rows

app_name = "figures"
urlpatterns = [
    path("figures/", index, name="index"),
    path("figures/rows/", rows, name="rows"),
]
