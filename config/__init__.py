"""Composition root: settings, URLs and the database. It knows every app; no app knows it."""
