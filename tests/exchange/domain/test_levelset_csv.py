"""Levelset's own file: hostile input is named line by line, and nothing is lost on a round trip."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.core.units import WeightUnit
from apps.exchange.domain.formula_guard import guarded, unguarded
from apps.exchange.domain.levelset_csv import MAX_TYPED_LOAD, parse, write
from apps.exchange.domain.rows import (
    MAX_COLUMNS,
    MAX_FILE_BYTES,
    Column,
    Problem,
    ProblemCode,
    SetRow,
)
from apps.exchange.domain.text_files import FileRefusedError, at_most, records_of
from apps.exercises.domain.vocabulary import (
    LoadBasis,
    RepConvention,
    SetKind,
    SetSide,
    Side,
    SideSource,
)

HEADING = "date,exercise,side,load,unit,reps,rir"
GOOD = "2026-05-04,Leg extension,left,32.5,kg,9,0"


def only_row(text: str | bytes) -> SetRow:
    parsed = parse(text)
    assert parsed.problems == ()
    [row] = parsed.rows
    return row


def only_problem(text: str | bytes) -> tuple[ProblemCode, int, str]:
    parsed = parse(text)
    assert parsed.rows == ()
    [problem] = parsed.problems
    return problem.code, problem.line, problem.column


class TestDefaults:
    def test_absent_columns_are_unknown_and_not_zero(self):
        row = only_row("date,exercise,reps\n2026-05-04,Squat,5\n")
        assert (row.load, row.unit, row.rir, row.pain, row.set_number) == (None,) * 5
        assert (row.first_side, row.load_basis, row.rep_convention) == (None,) * 3
        assert (row.kind, row.capped, row.note) == (SetKind.WORK, False, "")

    def test_no_side_column_is_assumed(self):
        row = only_row("date,exercise,reps\n2026-05-04,Split squat,8\n")
        assert (row.side, row.side_source) == (SetSide.EACH, SideSource.ASSUMED)

    def test_an_empty_side_is_assumed_too(self):
        row = only_row("date,exercise,side,reps\n2026-05-04,Split squat,,8\n")
        assert (row.side, row.side_source) == (SetSide.EACH, SideSource.ASSUMED)

    def test_a_side_in_the_file_is_imported(self):
        row = only_row(f"{HEADING}\n{GOOD}\n")
        assert (row.side, row.side_source) == (SetSide.LEFT, SideSource.IMPORTED)

    def test_rir_zero_is_not_missing(self):
        zero = only_row(f"{HEADING}\n{GOOD}\n")
        empty = only_row(f"{HEADING}\n2026-05-04,Leg extension,left,32.5,kg,9,\n")
        assert zero.rir == 0
        assert zero.rir is not None
        assert empty.rir is None

    def test_the_unit_may_stand_in_the_heading(self):
        row = only_row("Date,Exercise,Weight (lbs),Reps\n2026-05-04,Curl,45,8\n")
        assert (row.load, row.unit) == (Decimal(45), WeightUnit.LB)

    def test_a_load_without_a_unit_leaves_the_unit_open(self):
        assert only_row("date,exercise,load,reps\n2026-05-04,Curl,45,8\n").unit is None

    def test_a_hold_needs_no_reps(self):
        row = only_row("date,exercise,side,seconds\n2026-05-04,Side plank,right,1:05\n")
        assert (row.seconds, row.reps) == (65, None)


class TestShapes:
    @pytest.mark.parametrize(
        "data",
        [
            f"\ufeff{HEADING}\n{GOOD}\n".encode(),
            f"{HEADING}\n{GOOD}\n".encode("utf-16"),
            f"{HEADING}\n{GOOD}\n".replace(",", ";").replace("32.5", "32,5").encode(),
            f"sep=;\n{HEADING}\n{GOOD}\n".replace(",", ";").replace("32.5", "32,5").encode(),
            f"{HEADING}\n{GOOD}\n".replace(",", "\t").encode(),
            f"\n\n{HEADING}\r\n{GOOD}\r\n,,,,,,\r\n".encode(),
            b"RIR,Reps,Units,Weight,Limb,Movement,Day\n0,9,KG,32.50,L,Leg extension,4.5.2026\n",
            b'date,exercise,side,load,unit,reps,rir\n2026-05-04,Leg extension,Left,"32,5",kg,9.0,0\n',
        ],
    )
    def test_the_same_row_in_many_shapes(self, data):
        row = only_row(data)
        assert (row.day, row.exercise, row.side, row.load, row.reps, row.rir) == (
            date(2026, 5, 4),
            "Leg extension",
            SetSide.LEFT,
            Decimal("32.5"),
            9,
            Decimal(0),
        )

    def test_windows_text_is_read(self):
        row = only_row("date,exercise,reps\n2026-05-04,Élévation,8\n".encode("cp1252"))
        assert row.exercise == "Élévation"

    def test_equal_rows_are_two_sets(self):
        assert len(parse(f"{HEADING}\n{GOOD}\n{GOOD}\n").rows) == 2

    def test_unknown_columns_are_named(self):
        assert parse(f"{HEADING},Mood\n{GOOD},fine\n").ignored_columns == ("Mood",)

    def test_emoji_and_line_breaks_survive(self):
        row = only_row('date,exercise,reps,note\n2026-05-04,Curl,8,"good 💪\nnext, ""heavier"""\n')
        assert row.note == 'good 💪\nnext, "heavier"'

    def test_lines_are_counted_through_line_breaks_in_cells(self):
        text = 'date,exercise,reps,note\n2026-05-04,Curl,8,"a\nb"\n2026-05-04,Curl,x,\n'
        [problem] = parse(text).problems
        assert (problem.line, problem.column, problem.value) == (4, "reps", "x")

    def test_a_timestamp_with_offset_keeps_its_local_day(self):
        row = only_row("date,exercise,reps\n2026-05-04T23:30:00+02:00,Curl,8\n")
        assert row.day == date(2026, 5, 4)
        assert row.started_at == datetime(2026, 5, 4, 21, 30, tzinfo=UTC)


class TestHostileFiles:
    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"", ProblemCode.EMPTY_FILE),
            (b" \n\n ", ProblemCode.EMPTY_FILE),
            (b"\xef\xbb\xbf", ProblemCode.EMPTY_FILE),
            (b"date,exercise,reps\n2026-05-04,Cu\0rl,8", ProblemCode.HOLDS_NUL),
            (b"PK\x03\x04\x00\x81\x8d", ProblemCode.HOLDS_NUL),
            (b"\x81\x8d", ProblemCode.UNKNOWN_ENCODING),
            (b"x" * (MAX_FILE_BYTES + 1), ProblemCode.FILE_TOO_LARGE),
            (b"," * MAX_COLUMNS + b"date\n", ProblemCode.TOO_MANY_COLUMNS),
            (b"exercise,reps\nCurl,8", ProblemCode.MISSING_COLUMN),
            (b"date,exercise,load\n2026-05-04,Curl,8", ProblemCode.MISSING_COLUMN),
            (b"date,exercise,reps,rep\n2026-05-04,Curl,8,8", ProblemCode.REPEATED_COLUMN),
        ],
    )
    def test_the_whole_file_is_refused(self, data, code):
        parsed = parse(data)
        assert parsed.is_unreadable
        assert parsed.rows == ()
        assert [problem.code for problem in parsed.problems] == [code]

    def test_too_many_rows(self):
        text = "date,exercise,reps\n" + "2026-05-04,Curl,\n" * 3
        _delimiter, records = records_of(text)
        with pytest.raises(FileRefusedError) as refusal:
            list(at_most(3, records))
        assert refusal.value.problem == Problem(code=ProblemCode.TOO_MANY_ROWS, line=4)

    def test_a_quote_never_closed_stops_at_its_line_and_keeps_the_rows_before(self):
        parsed = parse('date,exercise,reps\n2026-05-04,Curl,8\n2026-05-04,"Curl,8\n')
        assert len(parsed.rows) == 1
        assert (parsed.problems[0].code, parsed.problems[0].line) == (ProblemCode.BROKEN_QUOTES, 3)


class TestHostileCells:
    @pytest.mark.parametrize(
        ("row", "code", "column"),
        [
            ("soon,Curl,left,20,kg,8,1", ProblemCode.NOT_A_DATE, "date"),
            ("2026-02-30,Curl,left,20,kg,8,1", ProblemCode.NOT_A_DATE, "date"),
            ("05/04/2026,Curl,left,20,kg,8,1", ProblemCode.NOT_A_DATE, "date"),
            ("2026-05-04T25:00,Curl,left,20,kg,8,1", ProblemCode.NOT_A_DATE, "date"),
            ("0026-05-04,Curl,left,20,kg,8,1", ProblemCode.OUT_OF_RANGE, "date"),
            (",Curl,left,20,kg,8,1", ProblemCode.MISSING_VALUE, "date"),
            ("2026-05-04,,left,20,kg,8,1", ProblemCode.MISSING_VALUE, "exercise"),
            ("2026-05-04,Curl,middle,20,kg,8,1", ProblemCode.UNKNOWN_WORD, "side"),
            ("2026-05-04,Curl,left achilles,20,kg,8,1", ProblemCode.UNKNOWN_WORD, "side"),
            ("2026-05-04,Curl,left,NaN,kg,8,1", ProblemCode.NOT_A_NUMBER, "load"),
            ("2026-05-04,Curl,left,inf,kg,8,1", ProblemCode.NOT_A_NUMBER, "load"),
            ("2026-05-04,Curl,left,1e9,kg,8,1", ProblemCode.NOT_A_NUMBER, "load"),
            ("2026-05-04,Curl,left,20 kg,kg,8,1", ProblemCode.NOT_A_NUMBER, "load"),
            ("2026-05-04,Curl,left,٢٠,kg,8,1", ProblemCode.NOT_A_NUMBER, "load"),
            ("2026-05-04,Curl,left,1000000000,kg,8,1", ProblemCode.OUT_OF_RANGE, "load"),
            ('2026-05-04,Curl,left,"1,250",kg,8,1', ProblemCode.AMBIGUOUS_NUMBER, "load"),
            ("2026-05-04,Curl,left,20,stone,8,1", ProblemCode.UNKNOWN_WORD, "unit"),
            ("2026-05-04,Curl,left,20,kg,-8,1", ProblemCode.OUT_OF_RANGE, "reps"),
            ("2026-05-04,Curl,left,20,kg,8.5,1", ProblemCode.NOT_WHOLE, "reps"),
            ("2026-05-04,Curl,left,20,kg,1001,1", ProblemCode.OUT_OF_RANGE, "reps"),
            ("2026-05-04,Curl,left,20,kg,,1", ProblemCode.MISSING_VALUE, "reps"),
            ("2026-05-04,Curl,left,20,kg,8,-1", ProblemCode.OUT_OF_RANGE, "rir"),
            ("2026-05-04,Curl,left,20,kg,8,1.3", ProblemCode.NOT_IN_STEPS, "rir"),
            ("2026-05-04,Curl,left,20,kg,8,1,surplus", ProblemCode.SURPLUS_CELLS, ""),
            (f"2026-05-04,{'x' * 81},left,20,kg,8,1", ProblemCode.CELL_TOO_LONG, "exercise"),
            (f"2026-05-04,{'x' * 10_001},left,20,kg,8,1", ProblemCode.CELL_TOO_LONG, ""),
        ],
    )
    def test_one_bad_cell_leaves_out_its_line_only(self, row, code, column):
        parsed = parse(f"{HEADING}\n{GOOD}\n{row}\n{GOOD}\n")
        assert len(parsed.rows) == 2
        [problem] = parsed.problems
        assert (problem.code, problem.line, problem.column) == (code, 3, column)

    @pytest.mark.parametrize(
        ("column", "cell", "code"),
        [
            ("set", "0", ProblemCode.OUT_OF_RANGE),
            ("kind", "drop", ProblemCode.UNKNOWN_WORD),
            ("first side", "both", ProblemCode.UNKNOWN_WORD),
            ("side source", "guessed", ProblemCode.UNKNOWN_WORD),
            ("load basis", "per limb", ProblemCode.UNKNOWN_WORD),
            ("rep convention", "halves", ProblemCode.UNKNOWN_WORD),
            ("pain", "11", ProblemCode.OUT_OF_RANGE),
            ("capped", "maybe", ProblemCode.UNKNOWN_WORD),
            ("time zone", "Europe/Atlantis", ProblemCode.UNKNOWN_TIME_ZONE),
            ("time zone", "../../etc/passwd", ProblemCode.UNKNOWN_TIME_ZONE),
            ("performed at", "2026-05-04", ProblemCode.NOT_A_DATE),
            ("set id", "7", ProblemCode.UNKNOWN_WORD),
            ("seconds", "0", ProblemCode.OUT_OF_RANGE),
            ("seconds", "2:00:01", ProblemCode.OUT_OF_RANGE),
            ("note", "x" * 501, ProblemCode.CELL_TOO_LONG),
        ],
    )
    def test_less_usual_columns_are_read_as_strictly(self, column, cell, code):
        found = only_problem(f"date,exercise,reps,{column}\n2026-05-04,Curl,8,{cell}\n")
        assert found == (code, 2, column.replace(" ", "_"))

    def test_every_bad_cell_of_a_line_is_named(self):
        parsed = parse(f"{HEADING}\nsoon,Curl,up,x,stone,8,1\n")
        assert [problem.column for problem in parsed.problems] == ["date", "side", "load"]


class TestGuard:
    @pytest.mark.parametrize(
        "text", ["=1+1", "+1", "-1", "@a", "\t=1", "\rx", " =1", "\uff1d1", "'=1"]
    )
    def test_what_a_spreadsheet_would_run_is_guarded_once(self, text):
        assert guarded(text) == f"'{text}"
        assert unguarded(guarded(text)) == text

    def test_a_foreign_apostrophe_stays(self):
        assert unguarded("'tis heavy") == "'tis heavy"

    def test_numbers_are_never_guarded(self):
        row = SetRow(
            day=date(2026, 5, 4),
            exercise="Assisted pull-up",
            side=SetSide.BOTH,
            side_source=SideSource.LOGGED,
            load=Decimal(-20),
            unit=WeightUnit.KG,
            reps=5,
        )
        assert ",-20,kg," in write([row])


words = st.text(
    alphabet=st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=40
)
names = words.map(str.strip)
moments = st.datetimes(
    min_value=datetime(1970, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone itself
    max_value=datetime(2060, 1, 1),  # noqa: DTZ001 - the same
    timezones=st.sampled_from(
        [None, UTC, timezone(timedelta(hours=2)), timezone(timedelta(hours=-9, minutes=-30))]
    ),
)


@st.composite
def set_rows(draw) -> SetRow:
    started_at = draw(st.none() | moments)
    load = draw(
        st.none()
        | st.decimals(min_value=-MAX_TYPED_LOAD, max_value=MAX_TYPED_LOAD, places=3)
        | st.integers(-500, 1500).map(Decimal)
    )
    reps = draw(st.none() | st.integers(0, 1000))
    return SetRow(
        day=started_at.date() if started_at else draw(st.dates(date(1950, 1, 1), date(2060, 1, 1))),
        started_at=started_at,
        time_zone=draw(st.sampled_from(["", "Europe/Berlin", "America/St_Johns"])),
        workout=draw(names),
        exercise=draw(names.filter(bool)),
        side=draw(st.sampled_from(SetSide)),
        side_source=draw(st.sampled_from(SideSource)),
        load=load,
        unit=None if load is None else draw(st.none() | st.sampled_from(WeightUnit)),
        reps=reps,
        seconds=draw(st.integers(1, 7200) if reps is None else st.none() | st.integers(1, 7200)),
        rir=draw(st.none() | st.integers(0, 40).map(lambda halves: Decimal(halves) / 2)),
        set_number=draw(st.none() | st.integers(1, 500)),
        kind=draw(st.sampled_from(SetKind)),
        first_side=draw(st.none() | st.sampled_from(Side)),
        load_basis=draw(st.none() | st.sampled_from(LoadBasis)),
        rep_convention=draw(st.none() | st.sampled_from(RepConvention)),
        pain=draw(st.none() | st.integers(0, 10)),
        capped=draw(st.booleans()),
        note=draw(words),
        performed_at=draw(st.none() | moments),
        set_id=draw(st.none() | st.uuids()),
    )


class TestRoundTrip:
    @settings(max_examples=60, deadline=None)
    @given(st.lists(set_rows(), max_size=3))
    def test_what_is_written_is_read_back(self, rows):
        parsed = parse(write(rows))
        assert parsed.problems == ()
        assert parsed.rows == tuple(rows)

    def test_every_column_is_written(self):
        assert write([]).strip().split(",") == [column.value for column in Column]

    @settings(max_examples=60, deadline=None)
    @given(st.binary(max_size=400))
    def test_no_bytes_break_the_reader(self, data):
        parse(data)
        parse(b"date,exercise,reps\n" + data)
