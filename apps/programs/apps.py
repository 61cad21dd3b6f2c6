from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "apps.programs"

    def ready(self) -> None:
        """Listen to what is found and to what may no longer be kept."""
        from apps.programs import receivers  # noqa: PLC0415 - models load after the registry

        receivers.connect()
