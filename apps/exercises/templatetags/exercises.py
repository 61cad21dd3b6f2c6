"""`{% load exercises %}`: exercises in templates that are given rows instead of views."""

from __future__ import annotations

from django import template

from ..presenters import exercise_name

register = template.Library()
register.filter("exercise_name", exercise_name)
