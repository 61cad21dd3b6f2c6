"""A PostgreSQL server of the project's own, and the Django backend that starts it when first needed."""
