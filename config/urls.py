"""Every app's place in the address space."""

from importlib.util import find_spec

from django.urls import include, path

_PLACES = [
    ("", "apps.core.urls"),
    ("accounts/", "allauth.account.urls"),
    ("profile/", "apps.profiles.urls"),
    ("exercises/", "apps.exercises.urls"),
    ("", "apps.lifts.urls"),
    ("assess/", "apps.assessments.urls"),
    ("balance/", "apps.imbalances.urls"),
    ("", "apps.programs.urls"),
    ("data/", "apps.exchange.urls"),
    ("demo/", "apps.demo.urls"),
]

urlpatterns = [path(prefix, include(module)) for prefix, module in _PLACES if find_spec(module)]
