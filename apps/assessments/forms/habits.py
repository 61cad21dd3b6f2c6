"""Ticking a habit."""

from __future__ import annotations

from django import forms

from apps.exercises.domain.vocabulary import Region

from ..domain.habits import CARDS, Habit, OfferedHabit

KEYS = frozenset(
    OfferedHabit(habit=habit, region=region).key
    for habit in CARDS
    for region in (None, *Region)
    if region is None or habit is Habit.STRETCH
)
"""Every key there can be: nothing else is kept."""


class HabitForm(forms.Form):
    """Which habit, and whether it was done."""

    key = forms.ChoiceField(choices=[(key, key) for key in sorted(KEYS)])
    done = forms.BooleanField(required=False)
