from django.apps import AppConfig


class ImbalancesConfig(AppConfig):
    name = "apps.imbalances"
