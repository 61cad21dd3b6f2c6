"""Logs never quote a row."""

import logging

import psycopg
import pytest
from django.db import DataError, connection

from config.logs import WithoutRowData


@pytest.mark.django_db
def test_database_error_loses_its_text():
    with pytest.raises(DataError) as caught, connection.cursor() as cursor:
        cursor.execute("SELECT CAST(%s AS integer)", ["sore left knee"])
    error = caught.value
    assert isinstance(error.__cause__, psycopg.Error)
    record = logging.LogRecord(
        "django.request", logging.ERROR, "", 0, "Failed: %s", ("/log/",), (type(error), error, None)
    )
    assert WithoutRowData().filter(record)
    line = logging.Formatter().format(record)
    assert "sore left knee" not in line
    assert "Failed: /log/" in line
    assert "SQLSTATE 22P02" in line


def test_other_errors_are_left_alone():
    error = ValueError("a plain mistake")
    record = logging.LogRecord(
        "apps", logging.ERROR, "", 0, "Failed", None, (ValueError, error, None)
    )
    WithoutRowData().filter(record)
    assert "a plain mistake" in logging.Formatter().format(record)
