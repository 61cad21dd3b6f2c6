from django.urls import path

from . import views

app_name = "profiles"

urlpatterns = [
    path("", views.setting_list, name="setting_list"),
    path("start/", views.athlete_create, name="athlete_create"),
    path("about/", views.athlete_update, name="athlete_update"),
    path("unit/", views.unit_update, name="unit_update"),
    path("weights/", views.weights_list, name="weights_list"),
    path("weights/<slug:kind>/", views.weights_update, name="weights_update"),
    path("rests/", views.rest_update, name="rest_update"),
    path("sides/", views.side_order_update, name="side_order_update"),
    path("body-mass/", views.body_mass_list, name="body_mass_list"),
    path("body-mass/<uuid:pk>/", views.body_mass_update, name="body_mass_update"),
    path("body-mass/<uuid:pk>/delete/", views.body_mass_delete, name="body_mass_delete"),
    path("time-zone/", views.time_zone_update, name="time_zone_update"),
    path("language/", views.language_update, name="language_update"),
    path("colours/", views.colours, name="colours"),
    path("delete/", views.account_delete, name="account_delete"),
    path("delete/confirm/", views.account_delete_confirm, name="account_delete_confirm"),
    path("leaving/", views.leaving, name="leaving"),
    path("leaving/keep/", views.account_keep, name="account_keep"),
]
