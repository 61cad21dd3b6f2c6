from django.urls import path, re_path

from . import views

app_name = "api"

urlpatterns = [
    path("profile/tokens/", views.token_list, name="token_list"),
    path("profile/tokens/new/", views.token_create, name="token_create"),
    path("profile/tokens/<uuid:pk>/revoke/", views.token_revoke, name="token_revoke"),
    path("api/v1/docs", views.api_docs, name="api_docs"),
    # What lies behind is resolved when it is first asked for, so that a start loads none of it.
    re_path(r"^api/(?P<rest>[\s\S]*)$", views.api, name="api"),
]
