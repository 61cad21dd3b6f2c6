"""Addresses of the log."""

from django.urls import path

from . import views

app_name = "lifts"

_EXERCISE = "history/<uuid:workout_pk>/exercises/<uuid:exercise_pk>/"

urlpatterns = [
    path("log/", views.log, name="log"),
    path("log/data/", views.log_data, name="log_data"),
    path("log/catalogue/", views.catalogue_data, name="catalogue_data"),
    path("log/plain/", views.log_plain, name="log_plain"),
    path("log/start/", views.workout_create, name="workout_create"),
    path("history/", views.history, name="history"),
    path("history/exercises/<slug:slug>/", views.exercise_history, name="exercise_history"),
    path("history/<uuid:pk>/", views.workout_detail, name="workout_detail"),
    path("history/<uuid:pk>/edit/", views.workout_update, name="workout_update"),
    path("history/<uuid:pk>/finish/", views.workout_finish, name="workout_finish"),
    path("history/<uuid:pk>/delete/", views.workout_delete, name="workout_delete"),
    path("history/<uuid:pk>/add/", views.workout_exercise_create, name="workout_exercise_create"),
    path("history/<uuid:pk>/order/", views.workout_order, name="workout_order"),
    path(f"{_EXERCISE}move/", views.workout_exercise_move, name="workout_exercise_move"),
    path(f"{_EXERCISE}turn/", views.workout_exercise_turn, name="workout_exercise_turn"),
    path(_EXERCISE, views.workout_exercise_detail, name="workout_exercise_detail"),
    path(f"{_EXERCISE}delete/", views.workout_exercise_delete, name="workout_exercise_delete"),
    path(f"{_EXERCISE}sets/", views.lift_set_create, name="lift_set_create"),
    path(f"{_EXERCISE}first-side/", views.side_preference_update, name="side_preference_update"),
    path("log/sets/<uuid:pk>/", views.lift_set_update, name="lift_set_update"),
    path("log/sets/<uuid:pk>/effort/", views.lift_set_rir_update, name="lift_set_rir_update"),
    path("log/sets/<uuid:pk>/delete/", views.lift_set_delete, name="lift_set_delete"),
    path("log/changes/<uuid:pk>/undo/", views.operation_undo, name="operation_undo"),
]
