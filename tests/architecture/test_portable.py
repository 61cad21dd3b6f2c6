"""Everything that hangs on a person can be taken along, or is left out for a reason that stands written."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model

from apps.exchange.domain.portable import LEFT_OUT, TABLES

LABELS = {table.model: table for table in TABLES}


def models_of_people():
    """Every model that a way of foreign keys leads from to a person, and the person."""
    found = {get_user_model()}
    while True:
        more = {
            model
            for model in apps.get_models()
            for field in model._meta.concrete_fields
            if field.related_model in found and (model not in found)
        }
        if not more:
            return found
        found |= more


def test_every_model_of_a_persons_is_exported_or_left_out_with_a_reason():
    named = {model._meta.label for model in models_of_people()}
    assert {"lifts.LiftSet", "programs.SkippedSet", "account.EmailAddress"} <= named
    missing = named - LABELS.keys() - LEFT_OUT.keys()
    assert not missing, (
        f"neither in TABLES nor in LEFT_OUT of apps/exchange/domain/portable.py: {missing}"
    )


def test_none_is_both_and_none_is_gone():
    assert not LABELS.keys() & LEFT_OUT.keys()
    for label in (*LABELS, *LEFT_OUT):
        apps.get_model(label)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
class TestTable:
    def test_leaves_out_columns_that_are_there_and_says_why(self, table):
        columns = {field.name for field in apps.get_model(table.model)._meta.concrete_fields}
        assert set(table.left_out) <= columns
        assert all(table.left_out.values())

    def test_has_no_columns_beyond_the_concrete_ones_but_those_of_the_framework(self, table):
        many = {field.name for field in apps.get_model(table.model)._meta.many_to_many}
        assert many <= {"groups", "user_permissions"}


def test_no_secret_has_a_column():
    for table in TABLES:
        for field in apps.get_model(table.model)._meta.concrete_fields:
            if any(word in field.name for word in ("password", "token", "secret", "hash")):
                assert field.name in table.left_out, (table.name, field.name)
