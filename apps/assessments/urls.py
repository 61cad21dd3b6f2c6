from django.urls import path

from . import views

app_name = "assessments"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("screening/", views.screening_detail, name="screening_detail"),
    path("questions/", views.screening_create, name="screening_create"),
    path("consent/", views.consent_list, name="consent_list"),
    path("consent/withdraw/", views.consent_withdraw, name="consent_withdraw"),
    path("consent/<str:purpose>/", views.consent_create, name="consent_create"),
    path("clearance/", views.clearance_create, name="clearance_create"),
    path("something-feels-wrong/", views.red_flags, name="red_flags"),
]
