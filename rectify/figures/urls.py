from django.urls import path

from rectify.figures.exports import figure_table, row_list
from rectify.figures.views import index, rows

app_name = "figures"
urlpatterns = [
    path("figures/", index, name="index"),
    path("figures/table.xlsx", figure_table, name="table"),
    path("figures/rows/", rows, name="rows"),
    path("figures/rows/list.xlsx", row_list, name="rows_list"),
]
