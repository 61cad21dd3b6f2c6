"""A program that can be judged, and its lines as their pages are addressed and sent."""

from django.urls import reverse

from apps.programs.domain.inputs import ProgramInputs
from apps.programs.presenters import stamp_of


def complete(program, **changes):
    """Give a program made by hand everything that it could have been made from."""
    inputs = {
        "starts_on": program.starts_on.isoformat(),
        "training_days": [0, 1, 2, 3, 4, 5, 6],
        "session_minutes": 60,
        "experience": "trained",
        "goal": "close_gap",
        "equipment": ["dumbbells", "bench", "cable"],
        "birth_year": 1990,
        **changes,
    }
    program.inputs = ProgramInputs.from_dict(inputs).to_dict()
    program.save()
    return program


def row_of(session, position=0):
    return session.prescriptions.get(position=position)


def form_of(row, **changes):
    line = row.line
    dose = line.doses[0]
    fields = {
        "seen": stamp_of(row),
        "load": "" if dose.load_kg is None else f"{dose.load_kg:g}",
        "reps_low": dose.reps_low,
        "reps_high": dose.reps_high,
        "rir": dose.rir_target,
        "scope": "here",
    }
    if line.both is None:
        sides = {"left_sets": line.left.sets, "right_sets": line.right.sets}
        fields |= sides | {"first_side": line.first_side.value}
    else:
        fields["both_sets"] = line.both.sets
    return fields | changes


def url(name, pk):
    return reverse(f"programs:{name}", args=[pk])


def change(client, row, **changes):
    return client.post(url("line_update", row.pk), form_of(row, **changes))
