from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "apps.exchange"

    def ready(self) -> None:
        """Listen to what happens elsewhere."""
        from . import receivers  # noqa: PLC0415 - models load after the registry is ready

        receivers.connect()
