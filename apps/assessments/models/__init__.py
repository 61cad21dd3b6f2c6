"""Answers about health: kept only with consent, and deletable at any time."""

from .habits import HabitTick
from .pain import PainBlock, PainMorning, PainStop
from .screening import RedFlagReport, Screening
from .self_tests import SelfTest
from .signs import CheckIn, NamedCause

__all__ = [
    "CheckIn",
    "HabitTick",
    "NamedCause",
    "PainBlock",
    "PainMorning",
    "PainStop",
    "RedFlagReport",
    "Screening",
    "SelfTest",
]
