"""A session as its pages are addressed, and as its sets stand in the log."""

from django.urls import reverse

from tests.support.factories.lifts import LiftSetFactory

HTMX = {"HX-Request": "true"}


def at(name, session):
    return reverse(f"programs:{name}", args=[session.pk])


def log_all(session, *, reps=12, rir="3"):
    """Both sets of both sides of the session's first line, at its 20 kg."""
    line = session.prescriptions.get(position=0)
    for set_index in (1, 2):
        for pair_order, side in enumerate(("left", "right"), start=1):
            LiftSetFactory(
                workout=session.workout,
                exercise=line.exercise,
                set_index=set_index,
                side=side,
                pair_order=pair_order,
                reps=reps,
                rir=rir,
                typed_load=20,
            )
