from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "apps.assessments"

    def ready(self) -> None:
        """Listen to the log and to what is found in it."""
        from apps.assessments import receivers  # noqa: PLC0415 - models load after the registry

        receivers.connect()
