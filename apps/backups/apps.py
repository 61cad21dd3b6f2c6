from django.apps import AppConfig


class BackupsConfig(AppConfig):
    name = "apps.backups"

    def ready(self) -> None:
        """Come before every migration, and hear of who has gone."""
        from apps.backups import receivers  # noqa: PLC0415 - models load after the registry

        receivers.connect(self)
