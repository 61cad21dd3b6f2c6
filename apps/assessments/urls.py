from django.urls import path, register_converter

from . import views
from .domain.body import BodySide, Spot
from .domain.signs import Sign


class _Words:
    """One of a closed set in an address, with hyphens: ``upper-back``."""

    regex = "[a-z]+(?:-[a-z]+)*"

    def to_url(self, value: str) -> str:
        """The word with hyphens."""
        return str(value).replace("_", "-")


class SpotConverter(_Words):
    """A place of the body."""

    def to_python(self, value: str) -> Spot:
        """The place; ``ValueError`` means that this is another address."""
        return Spot(value.replace("-", "_"))


class BodySideConverter(_Words):
    """A side of the body."""

    def to_python(self, value: str) -> BodySide:
        """The side; ``ValueError`` means that this is another address."""
        return BodySide(value)


class SignConverter(_Words):
    """A sign."""

    def to_python(self, value: str) -> Sign:
        """The sign; ``ValueError`` means that this is another address."""
        return Sign(value.replace("-", "_"))


register_converter(SpotConverter, "spot")
register_converter(BodySideConverter, "body_side")
register_converter(SignConverter, "sign")

app_name = "assessments"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("screening/", views.screening_detail, name="screening_detail"),
    path("questions/", views.screening_create, name="screening_create"),
    path("questions/places/", views.places_update, name="places_update"),
    path("questions/cautions/", views.cautions_update, name="cautions_update"),
    path("consent/", views.consent_list, name="consent_list"),
    path("consent/withdraw/", views.consent_withdraw, name="consent_withdraw"),
    path("consent/<str:purpose>/", views.consent_create, name="consent_create"),
    path("check-in/", views.check_in_list, name="check_in_list"),
    path("check-in/same/", views.check_in_same, name="check_in_same"),
    path("check-in/question/<str:flag>/", views.flag_question, name="flag_question"),
    path("check-in/<uuid:pk>/delete/", views.check_in_delete, name="check_in_delete"),
    path("check-in/<spot:spot>/<body_side:side>/", views.check_in_create, name="check_in_create"),
    path(
        "check-in/<spot:spot>/<body_side:side>/<sign:sign>/",
        views.sign_detail,
        name="sign_detail",
    ),
    path("causes/", views.cause_list, name="cause_list"),
    path("causes/<uuid:pk>/delete/", views.cause_delete, name="cause_delete"),
    path("tests/", views.self_test_list, name="self_test_list"),
    path("tests/<uuid:pk>/delete/", views.self_test_delete, name="self_test_delete"),
    path("tests/<slug:slug>/", views.self_test_detail, name="self_test_detail"),
    path("tests/<slug:slug>/do/", views.self_test_create, name="self_test_create"),
    path("habits/", views.habit_list, name="habit_list"),
    path("habits/tick/", views.habit_tick, name="habit_tick"),
    path("clearance/", views.clearance_create, name="clearance_create"),
    path("pain/", views.pain_detail, name="pain_detail"),
    path("pain/morning/", views.pain_morning_create, name="pain_morning_create"),
    path("pain/blocks/<uuid:pk>/", views.pain_block_update, name="pain_block_update"),
    path("something-feels-wrong/", views.red_flags, name="red_flags"),
    path("something-feels-wrong/tell/", views.red_flag_create, name="red_flag_create"),
]
