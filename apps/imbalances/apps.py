from django.apps import AppConfig


class ImbalancesConfig(AppConfig):
    name = "apps.imbalances"

    def ready(self) -> None:
        """Listen to the log."""
        from apps.imbalances import receivers  # noqa: PLC0415 - models load after the registry

        receivers.connect()
