"""Applying what a browser kept while there was no network."""

from .applying import apply_batch
from .limiting import seconds_to_wait

__all__ = ["apply_batch", "seconds_to_wait"]
