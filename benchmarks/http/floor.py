"""What Django and PostgreSQL cost without Levelset: an answer, and one INSERT with its commit.

Served by the same gunicorn settings as the product, from the same cluster, in the same run.
"""

from __future__ import annotations

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from config.database import settings_for

TABLE = "benchmark_floor"
CREATE = (
    f"CREATE TABLE {TABLE} (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
    " athlete uuid NOT NULL, at timestamptz NOT NULL, load numeric NOT NULL, reps int NOT NULL)"
)
INSERT = f"INSERT INTO {TABLE} (athlete, at, load, reps) VALUES (%s, now(), 32.5, 8)"  # noqa: S608


def ok(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@csrf_exempt
def insert(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [request.GET["athlete"]])
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [path("ok", ok), path("insert", insert)]

if not settings.configured:
    settings.configure(
        ROOT_URLCONF=__name__,
        ALLOWED_HOSTS=["127.0.0.1"],
        SECRET_KEY="no secret is kept here",  # noqa: S106 (there is nothing to sign)
        DATABASES={"default": settings_for("postgres") | {"CONN_MAX_AGE": None}},
        USE_TZ=True,
    )
    django.setup()
    application = get_wsgi_application()
