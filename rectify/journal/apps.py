from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "rectify.journal"
    label = "journal"
