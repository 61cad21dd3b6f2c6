"""A new database is made in one go; an old one comes step by step to the very same tables."""

from __future__ import annotations

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState
from django.db.migrations.writer import MigrationWriter


def described(*, in_one_go: bool) -> dict[tuple[str, str], tuple[object, ...]]:
    """Fields and options of every model at the end of one of the two ways."""
    loader = MigrationLoader(connection, load=False, replace_migrations=in_one_go)
    loader.build_graph()
    return {key: _described(model) for key, model in loader.project_state().models.items()}


def _described(model: ModelState) -> tuple[object, ...]:
    written = MigrationWriter.serialize
    options = dict(model.options)
    lists = [sorted(written(x)[0] for x in options.pop(k, ())) for k in ("constraints", "indexes")]
    fields = {name: written(field)[0] for name, field in model.fields.items()}
    return fields, written(options)[0], lists, model.bases


def test_both_ways_lead_to_the_same_tables(db: None) -> None:
    assert described(in_one_go=True) == described(in_one_go=False)


def test_a_new_database_takes_the_short_way(db: None) -> None:
    loader = MigrationLoader(None)
    ours = [key for key in loader.graph.nodes if key[0] in {"lifts", "programs", "assessments"}]
    assert all(loader.graph.nodes[key].replaces for key in ours if key[1].startswith("0001"))
    steps = MigrationLoader(None, replace_migrations=False).graph.nodes
    assert len(loader.graph.nodes) < len(steps)
