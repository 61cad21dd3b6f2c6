"""What the log page sends, and how its answers are read."""

import re

from django.urls import reverse

from apps.core.identifiers import new_uuid7


def target(line):
    return f"exercise-card-{line.exercise_id}"


def htmx(line):
    return {"HX-Request": "true", "HX-Target": target(line)}


def pair(**changes):
    return {
        "do": "both",
        "first_side": "left",
        "left-op_id": str(new_uuid7()),
        "left-set_id": str(new_uuid7()),
        "left-set_index": "1",
        "left-goes_second": "False",
        "left-reps": "10",
        "left-load": "24",
        "right-op_id": str(new_uuid7()),
        "right-set_id": str(new_uuid7()),
        "right-set_index": "1",
        "right-goes_second": "False",
        "right-reps": "9",
        "right-load": "24",
        **changes,
    }


def create_url(line):
    return reverse("lifts:lift_set_create", args=[line.workout_id, line.exercise_id])


def without_what_is_fresh(html):
    """Drop identifiers that are new with every answer, and who asked."""
    fresh = r'(name="csrfmiddlewaretoken" value=")[^"]*'
    fresh_ids = r'(name="(?:[a-z]+-)?(?:op_id|set_id)" value=")[^"]*'
    return re.sub(fresh_ids, r"\1", re.sub(fresh, r"\1", html)).strip()


def card_of(html, line):
    start = html.index(f'<section class="card exercise-card" id="{target(line)}"')
    return html[start : html.index("</section>", start) + len("</section>")]
