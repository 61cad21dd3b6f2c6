"""Reads of what the athlete told, always the athlete's own."""

from .screening import answers_for, latest_screening_for, training_permission_for

__all__ = ["answers_for", "latest_screening_for", "training_permission_for"]
