from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "rectify.desk"
    label = "desk"
