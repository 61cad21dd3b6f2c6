"""Every purpose names what it keeps, and after it is taken back nothing of that is left anywhere."""

from django.apps import apps as installed

from apps.assessments.services.forgetting import KEPT
from apps.profiles.domain.consent import Purpose


def test_every_purpose_says_what_it_covers():
    assert KEPT.keys() == set(Purpose)


def test_every_table_of_answers_belongs_to_one_purpose():
    """A new table of this app must be put under a purpose, or it would outlive its consent."""
    owned = [model for models in KEPT.values() for model in models]
    tables = {
        model
        for model in installed.get_app_config("assessments").get_models()
        if any(field.name == "athlete" for field in model._meta.get_fields())
    }

    assert len(owned) == len(set(owned))
    assert tables <= set(owned)
