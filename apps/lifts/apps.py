from django.apps import AppConfig


class LiftsConfig(AppConfig):
    name = "apps.lifts"

    def ready(self) -> None:
        """Listen to the log's own news."""
        from apps.lifts import receivers  # noqa: PLC0415 - models load after the registry

        receivers.connect()
