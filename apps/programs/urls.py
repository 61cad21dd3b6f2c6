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
    path("program/sessions/<uuid:pk>/day/", views.session_plan, name="session_plan"),
    path(
        "program/sessions/<uuid:pk>/bring-back/",
        views.session_bring_back,
        name="session_bring_back",
    ),
    path("program/sessions/<uuid:pk>/repeat/", views.session_repeat, name="session_repeat"),
    path("program/sessions/<uuid:pk>/print/", views.session_print, name="session_print"),
    path("program/calendar/", views.calendar, name="calendar"),
    path("program/calendar/pause/", views.pause_create, name="pause_create"),
    path("program/calendar/trip/", views.trip_create, name="trip_create"),
    path("program/calendar/days/<uuid:pk>/end/", views.absence_end, name="absence_end"),
    path("program/calendar/address/", views.feed_create, name="feed_create"),
    path("program/calendar/address/end/", views.feed_end, name="feed_end"),
    path("program/calendar/<str:token>.ics", views.calendar_feed, name="calendar_feed"),
    path("program/print/", views.program_print, name="program_print"),
    path("program/sessions/<uuid:pk>/play/", views.player, name="session_player"),
    path("program/sessions/<uuid:pk>/end/", views.session_end, name="session_end"),
    path("program/sessions/<uuid:pk>/finish/", views.session_finish, name="session_finish"),
    path("program/lines/<uuid:pk>/", views.line_update, name="line_update"),
    path("program/lines/<uuid:pk>/swap/", views.line_swap, name="line_swap"),
    path("program/lines/<uuid:pk>/take-out/", views.line_remove, name="line_remove"),
    path("program/lines/<uuid:pk>/rule-out/", views.line_exclude, name="line_exclude"),
    path("program/changes/<uuid:pk>/put-back/", views.line_restore, name="line_restore"),
    path("program/inputs/", views.program_inputs, name="program_inputs"),
    path("program/other/", views.program_preview, name="program_preview"),
    path("program/ruled-out/", views.exclusion_list, name="exclusion_list"),
    path("program/ruled-out/<uuid:pk>/end/", views.exclusion_delete, name="exclusion_delete"),
]
