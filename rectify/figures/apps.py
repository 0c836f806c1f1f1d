from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "rectify.figures"
    label = "figures"
