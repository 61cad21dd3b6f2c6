"""Django's PostgreSQL backend, asking an idle connection for its health only when there is doubt."""
