"""Which tables hold something of an athlete's, and whether it goes into the file with everything.

A model that hangs on a person stands here, exported or left out with a reason: a test looks.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct, field

_NOTHING: Mapping[str, str] = MappingProxyType({})


class Table(Struct, frozen=True, kw_only=True):
    """One list of records in the file.

    Parameters
    ----------
    name
        How the file calls it; never changed within a version of the format.
    model
        Label of the model whose rows they are.
    owner
        Way from a row to its athlete, as lookups are written.
    order
        Columns that decide the order; the key comes last by itself.
    left_out
        Columns that are not written, each with the reason.
    """

    name: str
    model: str
    owner: str = "athlete"
    order: tuple[str, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=lambda: _NOTHING)


_SECRET = "opens the account; nobody should carry it about"  # noqa: S105 - a reason
_FRAMEWORK = "says who may administer the server, and nothing about training"

TABLES: tuple[Table, ...] = (
    Table(
        name="account",
        model="profiles.User",
        left_out={
            "password": _SECRET,
            "is_superuser": _FRAMEWORK,
            "is_staff": _FRAMEWORK,
        },
    ),
    Table(name="email_addresses", model="account.EmailAddress", owner="user__athlete"),
    Table(name="profile", model="profiles.Athlete", owner="pk"),
    Table(name="consents", model="profiles.HealthConsent", order=("given_at",)),
    Table(name="body_mass", model="profiles.BodyMass", order=("measured_on",)),
    Table(
        name="own_exercises",
        model="exercises.Exercise",
        order=("slug",),
        left_out={"search_text": "made from name, aliases and words"},
    ),
    Table(name="workouts", model="lifts.Workout", order=("started_at",)),
    Table(
        name="workout_exercises",
        model="lifts.WorkoutExercise",
        order=("workout__started_at", "workout_id", "position"),
    ),
    Table(
        name="sets",
        model="lifts.LiftSet",
        order=("workout__started_at", "workout_id", "performed_at", "set_index", "pair_order"),
    ),
    Table(name="first_sides", model="lifts.SidePreference"),
    Table(name="screenings", model="assessments.Screening", order=("answered_at",)),
    Table(name="red_flags", model="assessments.RedFlagReport", order=("reported_at",)),
    Table(name="pain_stops", model="assessments.PainStop", order=("on",)),
    Table(name="pain_mornings", model="assessments.PainMorning", order=("on",)),
    Table(name="pain_blocks", model="assessments.PainBlock", order=("since",)),
    Table(name="check_ins", model="assessments.CheckIn", order=("told_at",)),
    Table(name="named_causes", model="assessments.NamedCause", order=("named_at",)),
    Table(name="self_tests", model="assessments.SelfTest", order=("measured_at",)),
    Table(name="habit_ticks", model="assessments.HabitTick", order=("day", "key")),
    Table(
        name="findings",
        model="imbalances.Finding",
        order=("pattern",),
        left_out={
            "checkpoint": "where the arithmetic stands, worked out from the sets",
            "weeks": "points of a chart, worked out from the sets",
        },
    ),
    Table(name="programs", model="programs.Program", order=("created_at",)),
    Table(name="sessions", model="programs.Session", order=("date", "week", "day_index")),
    Table(
        name="session_lines",
        model="programs.Prescription",
        order=("session__date", "session_id", "position"),
    ),
    Table(
        name="skipped_sets",
        model="programs.SkippedSet",
        owner="prescription__athlete",
        order=("prescription_id", "set_index"),
    ),
    Table(name="program_changes", model="programs.ProgramChange", order=("made_at",)),
    Table(name="absences", model="programs.Absence", order=("starts_on",)),
    Table(name="excluded_exercises", model="programs.ExcludedExercise", order=("created_at",)),
    Table(
        name="imports",
        model="exchange.Import",
        order=("created_at",),
        left_out={
            "content": "the athlete's own file, kept a day at most",
            "summary": "counts of that file",
            "set_ids": "repeats keys of the sets",
        },
    ),
    Table(
        name="changes",
        model="lifts.Operation",
        order=("received_at",),
        left_out={"payload_hash": "follows from the other columns"},
    ),
)
"""In the order of the file: what others point at comes first, the longest last."""

LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {
        "account.EmailConfirmation": _SECRET,
        "lifts.ExerciseBests": "worked out from the sets",
        "imbalances.OccasionPoint": "worked out from the sets",
        "imbalances.TrendPoint": "worked out from the sets",
        "programs.CalendarFeed": _SECRET,
        "api.PersonalToken": _SECRET,
        "api.TokenUse": "when such a key was used",
        "exchange.Download": "an earlier one of these files, kept a day at most",
        "exchange.DownloadPiece": "the same",
    }
)
"""Models of an athlete's that the file does not have, each with the reason."""


def table_named(name: str) -> Table:
    """The table of one name."""
    return next(table for table in TABLES if table.name == name)
