"""Programs made by hand, small enough to read; the generator has tests of its own."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.programs.domain.program import Block, Evidence, Prescription, Reason, ReasonCode, SideDose
from apps.programs.models import Prescription as PrescriptionRow
from apps.programs.models import Program, ProgramChange, Session, SkippedSet

from .exercises import ExerciseFactory
from .profiles import AthleteFactory


def two_sided_line(exercise, *, position=0, first="left", sets=2, **changes):
    """A line of ``exercise`` for both sides, 8 to 12 reps at 20 kg, the first side in the lead."""
    dose = {"sets": sets, "reps_low": 8, "reps_high": 12, "load_kg": 20.0, "rir_target": 2}
    dose |= {
        name: changes.pop(name) for name in tuple(changes) if name in SideDose.__struct_fields__
    }
    first_side = Side(first)
    is_check = changes.get("is_check", False)
    may_lead = changes.pop("is_capped_second", True) and not is_check
    doses = {
        side.value: SideDose(**dose, is_capped=side is not first_side and may_lead) for side in Side
    }
    settings = {
        "block": Block.CHECK if is_check else Block.STRENGTH,
        "rest_between_sides_s": 30,
        "rest_after_pair_s": 90,
        "tempo": "2-0-2",
        "reasons": (
            Reason(
                code=ReasonCode.WEAKER_SIDE_FIRST,
                params={"side": first_side.value},
                grade=Evidence.TRIAL,
            ),
        ),
    }
    return Prescription(
        exercise_slug=exercise.slug,
        pattern=MovementPattern(exercise.pattern),
        position=position,
        first_side=first_side,
        **{**settings, **doses, **changes},
    )


def together_line(exercise, *, position=0, sets=2, **dose):
    """A line of ``exercise`` for both sides together, 5 reps at 60 kg."""
    asked = {"sets": sets, "reps_low": 5, "reps_high": 8, "load_kg": 60.0, "rir_target": 2}
    return Prescription(
        exercise_slug=exercise.slug,
        pattern=MovementPattern(exercise.pattern),
        block=Block.STRENGTH,
        position=position,
        rest_between_sides_s=0,
        rest_after_pair_s=120,
        both=SideDose(**{**asked, **dose}),
        reasons=(Reason(code=ReasonCode.BILATERAL_KEPT),),
    )


class ProgramFactory(DjangoModelFactory):
    class Meta:
        model = Program

    class Params:
        stopped = factory.Trait(status="stopped", ended_at=factory.LazyFunction(timezone.now))

    athlete = factory.SubFactory(AthleteFactory)
    starts_on = factory.LazyFunction(timezone.localdate)
    weeks = 4
    inputs = factory.LazyFunction(lambda: {"session_minutes": 60})
    targets = factory.LazyFunction(list)
    reasons = factory.LazyFunction(list)
    policy_version = "test"


class SessionFactory(DjangoModelFactory):
    class Meta:
        model = Session

    program = factory.SubFactory(ProgramFactory)
    athlete = factory.SelfAttribute("program.athlete")
    week = 1
    day_index = factory.Sequence(lambda n: n)
    date = factory.LazyFunction(timezone.localdate)
    focus = factory.LazyFunction(lambda: ["horizontal_pull"])
    estimated_minutes = 40


class PrescriptionFactory(DjangoModelFactory):
    """One line; ``line=`` is the domain's value, two sides of a one-arm row unless given."""

    class Meta:
        model = PrescriptionRow

    class Params:
        line = factory.LazyAttribute(lambda o: two_sided_line(o.exercise, position=o.position))

    session = factory.SubFactory(SessionFactory)
    athlete = factory.SelfAttribute("session.athlete")
    exercise = factory.SubFactory(ExerciseFactory)
    position = 0
    content = factory.LazyAttribute(lambda o: o.line.to_dict())


class SkippedSetFactory(DjangoModelFactory):
    class Meta:
        model = SkippedSet

    prescription = factory.SubFactory(PrescriptionFactory)
    set_index = 0
    side = "left"


class ProgramChangeFactory(DjangoModelFactory):
    class Meta:
        model = ProgramChange

    session = factory.SubFactory(SessionFactory)
    program = factory.SelfAttribute("session.program")
    athlete = factory.SelfAttribute("session.athlete")
    exercise = factory.SubFactory(ExerciseFactory)
    before = factory.LazyAttribute(lambda o: two_sided_line(o.exercise).to_dict())
    after = factory.LazyAttribute(lambda o: two_sided_line(o.exercise, load_kg=22.0).to_dict())
    reasons = factory.LazyFunction(
        lambda: [Reason(code=ReasonCode.LOAD_UP, params={"to_kg": 22.0}).to_dict()]
    )


def session_with(athlete, *lines, days=0, day_index=0, week=1, program=None, **fields):
    """A session ``days`` from today with these lines, each ``(exercise, line)``."""
    program = program or ProgramFactory(athlete=athlete)
    session = SessionFactory(
        program=program,
        date=timezone.localdate() + dt.timedelta(days=days),
        day_index=day_index,
        week=week,
        **fields,
    )
    for exercise, line in lines:
        PrescriptionFactory(session=session, exercise=exercise, position=line.position, line=line)
    return session
