from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "rectify.messaging"
    label = "messaging"
