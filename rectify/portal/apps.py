from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "rectify.portal"
    label = "portal"
