from django.urls import path

from . import views

app_name = "sync"

urlpatterns = [
    path("me/", views.me, name="me"),
    path("sync/", views.sync, name="sync"),
]
