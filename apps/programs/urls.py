from django.urls import path

from . import views

app_name = "programs"

urlpatterns = [
    path("today/", views.today, name="today"),
    path("program/", views.program_detail, name="program_detail"),
    path("program/create/", views.program_create, name="program_create"),
    path("program/stop/", views.program_stop, name="program_stop"),
    path("program/play/", views.player, name="player"),
    path("program/it-hurts/", views.session_hurts, name="session_hurts"),
    path("program/session-data/", views.session_data, name="session_data"),
    path("program/sessions/<uuid:pk>/", views.session_detail, name="session_detail"),
    path("program/sessions/<uuid:pk>/start/", views.session_start, name="session_start"),
    path("program/sessions/<uuid:pk>/move/", views.session_move, name="session_move"),
    path("program/sessions/<uuid:pk>/leave-out/", views.session_skip, name="session_skip"),
    path("program/sessions/<uuid:pk>/play/", views.player, name="session_player"),
    path("program/sessions/<uuid:pk>/end/", views.session_end, name="session_end"),
    path("program/sessions/<uuid:pk>/finish/", views.session_finish, name="session_finish"),
]
