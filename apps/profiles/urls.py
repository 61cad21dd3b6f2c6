from django.urls import path

from . import views

app_name = "profiles"

urlpatterns = [
    path("", views.athlete_update, name="athlete_update"),
    path("start/", views.athlete_create, name="athlete_create"),
]
