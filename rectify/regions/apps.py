from django.apps import AppConfig


class RegionsConfig(AppConfig):
    name = "rectify.regions"
    label = "regions"
