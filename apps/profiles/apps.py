from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    name = "apps.profiles"

    def ready(self) -> None:
        """Listen to who signs in."""
        from apps.profiles import receivers  # noqa: PLC0415 - models load after the registry

        receivers.connect()
