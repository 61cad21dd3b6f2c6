"""Identifiers that stay the same from run to run."""

from uuid import UUID

ONE = UUID(int=1)
TWO = UUID(int=2)
