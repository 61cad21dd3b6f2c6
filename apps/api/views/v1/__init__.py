"""Version 1: loaded only when it is first asked for."""

from .api import answer, schema

__all__ = ["answer", "schema"]
