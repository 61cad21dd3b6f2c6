"""Answers about health: kept only with consent, and deletable at any time."""

from .habits import HabitTick
from .screening import Screening
from .self_tests import SelfTest
from .signs import CheckIn, NamedCause

__all__ = ["CheckIn", "HabitTick", "NamedCause", "Screening", "SelfTest"]
