"""Answers about health: kept only with consent, and deletable at any time."""

from .screening import Screening

__all__ = ["Screening"]
