from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "rectify.evidence"
    label = "evidence"
