"""Addresses of the catalogue."""

from django.urls import path

from . import views

app_name = "exercises"

urlpatterns = [
    path("", views.exercise_list, name="exercise_list"),
    path("own/", views.own_exercise_list, name="own_exercise_list"),
    path("own/new/", views.own_exercise_create, name="own_exercise_create"),
    path("own/<uuid:pk>/", views.own_exercise_update, name="own_exercise_update"),
    path("own/<uuid:pk>/retire/", views.own_exercise_retire, name="own_exercise_retire"),
    path("own/<uuid:pk>/restore/", views.own_exercise_restore, name="own_exercise_restore"),
    path("<slug:slug>/", views.exercise_detail, name="exercise_detail"),
]
