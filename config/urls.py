"""Every app's place in the address space."""

from django.urls import include, path

urlpatterns = [
    # First, as what is asked most: a set is waiting to be logged while the others are tried.
    path("", include("apps.sync.urls")),
    path("", include("apps.core.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("profile/", include("apps.profiles.urls")),
    path("exercises/", include("apps.exercises.urls")),
    path("", include("apps.lifts.urls")),
    path("assess/", include("apps.assessments.urls")),
    path("balance/", include("apps.imbalances.urls")),
    path("", include("apps.programs.urls")),
    path("data/", include("apps.exchange.urls")),
    path("demo/", include("apps.demo.urls")),
    path("", include("apps.api.urls")),
]
