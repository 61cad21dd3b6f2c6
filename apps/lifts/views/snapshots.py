"""What the browser keeps of the log, and the way to the log without any script."""

from __future__ import annotations

from typing import Any

from apps.core.requests import PersonRequest
from apps.core.snapshots import snapshot
from apps.exercises.queries import linked_exercises_for
from apps.lifts.presenters import present_catalogue, present_log
from apps.lifts.queries import log_snapshot_for
from apps.profiles.queries import log_facts_for


@snapshot
def log_data(request: PersonRequest) -> dict[str, Any] | None:
    """The running workout, what was done before, and what is best."""
    facts = log_facts_for(request.user)
    if facts is None:
        return None
    found = log_snapshot_for(facts.athlete, weigh_ins=facts.weigh_ins)
    return present_log(found, facts)


@snapshot
def catalogue_data(request: PersonRequest) -> dict[str, Any] | None:
    """Every exercise as the log asks it."""
    facts = log_facts_for(request.user)
    if facts is None:
        return None
    return present_catalogue(linked_exercises_for(facts.athlete), facts.athlete)
