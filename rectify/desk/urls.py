from django.urls import path

from rectify.desk.views.duties import duties, duty_list
from rectify.desk.views.issue import issue
from rectify.desk.views.petition import petition
from rectify.desk.views.search import search

app_name = "desk"
urlpatterns = [
    path("", duties, name="duties"),
    path("duties/list.xlsx", duty_list, name="duty_list"),
    path("issues/<int:pk>/", issue, name="issue"),
    path("petitions/<int:pk>/", petition, name="petition"),
    path("search/", search, name="search"),
]
