"""Application configuration."""

from django.apps import AppConfig


class ExercisesConfig(AppConfig):
    """The exercise catalogue and the field's vocabulary."""

    name = "apps.exercises"
