from django.urls import path

from . import views

app_name = "assessments"

urlpatterns = [
    path("", views.screening_detail, name="screening_detail"),
    path("questions/", views.screening_create, name="screening_create"),
    path("consent/", views.consent_create, name="consent_create"),
    path("consent/withdraw/", views.consent_withdraw, name="consent_withdraw"),
    path("clearance/", views.clearance_create, name="clearance_create"),
    path("something-feels-wrong/", views.red_flags, name="red_flags"),
]
