"""What every reader of a file hands over: rows of sets, and what it could not read."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from msgspec import Struct

from apps.core.units import WeightUnit
from apps.exercises.domain.vocabulary import (
    LoadBasis,
    RepConvention,
    SetKind,
    SetSide,
    Side,
    SideSource,
)

MAX_FILE_BYTES = 10 * 1024 * 1024
MAX_ROWS = 200_000
MAX_COLUMNS = 64
MAX_CELL_CHARACTERS = 10_000


class Column(StrEnum):
    """The columns of Levelset's own file, in the order in which it writes them."""

    DATE = "date"
    TIME_ZONE = "time_zone"
    WORKOUT = "workout"
    EXERCISE = "exercise"
    SET = "set"
    SIDE = "side"
    LOAD = "load"
    UNIT = "unit"
    REPS = "reps"
    SECONDS = "seconds"
    RIR = "rir"
    KIND = "kind"
    FIRST_SIDE = "first_side"
    SIDE_SOURCE = "side_source"
    LOAD_BASIS = "load_basis"
    REP_CONVENTION = "rep_convention"
    PAIN = "pain"
    CAPPED = "capped"
    NOTE = "note"
    PERFORMED_AT = "performed_at"
    SET_ID = "set_id"


class ProblemCode(StrEnum):
    """Why a file, a line or a cell was not taken."""

    EMPTY_FILE = "empty_file"
    FILE_TOO_LARGE = "file_too_large"
    HOLDS_NUL = "holds_nul"
    UNKNOWN_ENCODING = "unknown_encoding"
    BROKEN_QUOTES = "broken_quotes"
    TOO_MANY_COLUMNS = "too_many_columns"
    TOO_MANY_ROWS = "too_many_rows"
    MISSING_COLUMN = "missing_column"
    REPEATED_COLUMN = "repeated_column"
    SURPLUS_CELLS = "surplus_cells"
    OTHER_HEADING = "other_heading"
    CELL_TOO_LONG = "cell_too_long"
    MISSING_VALUE = "missing_value"
    NOT_A_DATE = "not_a_date"
    NOT_A_NUMBER = "not_a_number"
    AMBIGUOUS_NUMBER = "ambiguous_number"
    NOT_WHOLE = "not_whole"
    NOT_IN_STEPS = "not_in_steps"
    OUT_OF_RANGE = "out_of_range"
    UNKNOWN_WORD = "unknown_word"
    UNKNOWN_TIME_ZONE = "unknown_time_zone"
    IN_THE_FUTURE = "in_the_future"
    NEGATIVE_LOAD = "negative_load"
    NO_MEASURE = "no_measure"
    BROKEN_JSON = "broken_json"
    OTHER_VERSION = "other_version"
    NO_ZIP = "no_zip"

    @property
    def concerns_file(self) -> bool:
        """Whether nothing at all can be taken from a file with this problem."""
        return self in _OF_THE_FILE


_OF_THE_FILE = frozenset(
    {
        ProblemCode.EMPTY_FILE,
        ProblemCode.FILE_TOO_LARGE,
        ProblemCode.HOLDS_NUL,
        ProblemCode.UNKNOWN_ENCODING,
        ProblemCode.TOO_MANY_COLUMNS,
        ProblemCode.TOO_MANY_ROWS,
        ProblemCode.MISSING_COLUMN,
        ProblemCode.REPEATED_COLUMN,
        ProblemCode.OTHER_VERSION,
        ProblemCode.NO_ZIP,
    }
)


class Problem(Struct, frozen=True, kw_only=True):
    """One thing that was not taken.

    Parameters
    ----------
    line
        Line of the file on which the row starts, from 1; 0 when it is about the whole file.
    column
        Name of the column, or empty when it is about the whole line or file.
    value
        What stood there, shortened.
    """

    code: ProblemCode
    line: int = 0
    column: str = ""
    value: str = ""


class SetRow(Struct, frozen=True, kw_only=True):
    """One set of one side, as a file says it.

    Parameters
    ----------
    day
        The local date of the workout.
    started_at
        Start of the workout when the file gives a time: aware when it gives an offset, else wall time.
        Its date is ``day``.
    time_zone
        IANA name, or empty when the file does not say.
    workout
        Title of the workout, or empty. Two titles on one day without times are two workouts.
    exercise
        Name as the file says it.
    side_source
        How the side is known; ``assumed`` never reaches a verdict.
    load
        As typed, to three decimals; negative is assistance. None where nothing is loaded.
    unit
        Unit of ``load``, or None when the file does not say.
    reps, seconds
        At least one of the two is given.
    rir
        Reps in reserve; None is unknown and 0 is the last rep there was.
    set_number
        From 1, or None when the file does not say.
    first_side
        The side that went first in this pair, or None when unknown.
    load_basis, rep_convention
        What load and reps count, or None for what is usual in the exercise.
    pain
        0 to 10, or None when not asked.
    capped
        Whether a plan, and not the limb, decided where the set stopped.
    performed_at
        When this set was done, or None for some time after the start.
    set_id
        The set's own identity in the log that wrote the file, or None.
    is_instant
        Whether ``started_at`` is a moment of Greenwich's clock, so that the athlete's zone decides the day.
    """

    day: date
    exercise: str
    side: SetSide
    side_source: SideSource
    started_at: datetime | None = None
    time_zone: str = ""
    workout: str = ""
    load: Decimal | None = None
    unit: WeightUnit | None = None
    reps: int | None = None
    seconds: int | None = None
    rir: Decimal | None = None
    set_number: int | None = None
    kind: SetKind = SetKind.WORK
    first_side: Side | None = None
    load_basis: LoadBasis | None = None
    rep_convention: RepConvention | None = None
    pain: int | None = None
    capped: bool = False
    note: str = ""
    performed_at: datetime | None = None
    set_id: UUID | None = None
    is_instant: bool = False


class NumberedRow(Struct, frozen=True, kw_only=True):
    """A row with the line on which it starts."""

    line: int
    row: SetRow


class ParsedFile(Struct, frozen=True, kw_only=True):
    """Everything one file holds.

    Parameters
    ----------
    numbered
        The rows that could be read, in the order of the file; repeated rows are real sets and stay.
    problems
        What was not taken, in the order of the file. A line with a problem gives no row.
    ignored_columns
        Headings that mean nothing here.
    dialect
        Which kind of file it is, or empty when it is no text.
    """

    numbered: tuple[NumberedRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    ignored_columns: tuple[str, ...] = ()
    dialect: str = ""

    @property
    def rows(self) -> tuple[SetRow, ...]:
        """The rows without their line numbers."""
        return tuple(numbered.row for numbered in self.numbered)

    @property
    def is_unreadable(self) -> bool:
        """Whether the file as a whole was refused."""
        return any(problem.code.concerns_file for problem in self.problems)
