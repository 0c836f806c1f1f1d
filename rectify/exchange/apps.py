from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "rectify.exchange"
    label = "exchange"
