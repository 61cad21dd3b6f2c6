"""Versions older, newer and in other languages of each tracker's file."""

import json
from decimal import Decimal

import pytest

from apps.core.units import WeightUnit
from apps.exchange.domain.dialects import parse_file
from apps.exercises.domain.vocabulary import SetKind, SetSide, SideSource
from tests.exchange.strangers import (
    FITBOD,
    FITNOTES,
    GYMBOOK,
    HEVY,
    STRONG,
    codes,
    gymbook,
    hevy,
    loads,
    strong,
)


class TestStrong:
    def test_a_letter_of_another_language_is_told_and_not_dropped(self):
        parsed = parse_file(STRONG + strong(order="A") + strong(order="Rest Timer", reps="0.0"))
        assert [(one.code.value, one.value) for one in parsed.problems] == [("unknown_word", "A")]
        assert not parsed.rows

    def test_rows_without_an_order_are_sets_if_reps_stand_in_them(self):
        parsed = parse_file(STRONG + strong(order="") + strong(order="", reps=""))
        assert [row.reps for row in parsed.rows] == [8]

    @pytest.mark.parametrize(
        "heading",
        [
            "Datum,Workout,Dauer,Name der Übung,Reihenfolge,Gewicht,Wdh.,Weg,Sek.,Notizen,Andere,RPE\n",
            "Fecha,Nombre,Duración,Ejercicio,Orden,Peso,Veces,Distancia,Segundos,Notas,Otras,RPE\n",
            "Дата,Имя,Время,Упражнение,Порядок,Вес,Раз,Путь,Секунды,Заметки,Прочее,RPE\n",
        ],
    )
    def test_a_language_that_nobody_listed_is_read_by_the_order_of_columns(self, heading):
        parsed = parse_file((heading + strong(rpe="8.5") + strong(order="W")).encode("utf-16"))
        assert parsed.dialect == "strong"
        assert [(row.workout, row.exercise, row.load, row.reps, row.rir, row.kind)
                for row in parsed.rows] == [
            ("A", "Bench Press", Decimal("22.5"), 8, Decimal("1.5"), SetKind.WORK),
            ("A", "Bench Press", Decimal("22.5"), 8, None, SetKind.WARM_UP),
        ]  # fmt: skip

    def test_a_table_with_a_side_is_not_strongs(self):
        parsed = parse_file(
            "Date,Exercise Name,Set Order,Weight,Reps,Side\n2025-01-01,Row,1,20,8,left\n"
        )
        assert parsed.rows[0].side is SetSide.LEFT


class TestHevy:
    def test_types_of_sets_that_name_a_side(self):
        parsed = parse_file(HEVY + hevy(kind="left") + hevy(kind="right") + hevy(kind="dropset"))
        assert [(row.side, row.side_source) for row in parsed.rows] == [
            (SetSide.LEFT, SideSource.IMPORTED),
            (SetSide.RIGHT, SideSource.IMPORTED),
            (SetSide.EACH, SideSource.ASSUMED),
        ]


class TestFitNotes:
    def test_half_of_a_number_is_no_category(self):
        parsed = parse_file(FITNOTES + "2025-04-29,Curl,Biceps,6,5,kgs,10,,,,\n")
        assert not parsed.rows
        assert "surplus_cells" in codes(parsed)

    def test_a_comment_with_a_comma_behind_a_run(self):
        [row] = parse_file(FITNOTES + "2025-04-29,Run,Cardio,,,,5.0,km,0:30:00,nice, easy\n").rows
        assert (row.exercise, row.seconds, row.note) == ("Run", 1800, "nice, easy")


class TestFitbod:
    def test_a_row_of_three_sets_is_three(self):
        text = "Date,Exercise,Sets,Reps,Weight,isWarmup,Note\n2019-02-13,Chin Up,3,10,0,,\n"
        assert [row.reps for row in parse_file(text).rows] == [10, 10, 10]

    def test_a_note_with_a_comma_does_not_move_the_multiplier(self):
        text = FITBOD + "2022-01-05 22:06:49 +0000,Swing, 10,8,0,0,0,0,false,up, down, 4.0\n"
        [row] = parse_file(text).rows
        assert (row.note, row.load_basis) == ("up, down", "per_implement")

    def test_a_decimal_comma_is_no_part_of_a_note(self):
        text = FITBOD + "2022-01-05 22:06:49 +0000,Swing, 10,7,9,0,0,0,0,false,, 4.0\n"
        assert codes(parse_file(text)) == ["surplus_cells"]

    @pytest.mark.parametrize("word", ["true", "TRUE", "WAHR", "VRAI", "VERDADERO"])
    def test_a_spreadsheets_word_for_true(self, word):
        text = FITBOD + f"2022-01-05 22:06:49 +0000,Swing, 10,8,0,0,0,0,{word},, 1.0\n"
        assert [row.kind for row in parse_file(text).rows] == [SetKind.WARM_UP]


class TestJefit:
    LOGS = "### EXERCISE LOGS ####\n_id,logs,mydate,ename,belongsession\n"

    def test_logs_older_than_the_table_of_sets_are_read_from_their_lists(self):
        text = (
            "### SETTING ####,,\nmass,length\nkgs,cm\n" + self.LOGS
            + '1,"20x10,20x9",2020-01-01,Curl,0\n2,"20x10",2024-01-01,Curl,0\n'
            "### EXERCISE SET LOGS ####\n_id,exercise_log_id,weight_lbs,reps\n9,2,44.0925,10\n"
        )  # fmt: skip
        assert [(row.day.year, row.load, row.unit, row.reps) for row in parse_file(text).rows] == [
            (2020, Decimal(20), WeightUnit.KG, 10),
            (2020, Decimal(20), WeightUnit.KG, 9),
            (2024, Decimal(20), WeightUnit.KG, 10),
        ]

    def test_a_file_saved_again_with_semicolons(self):
        text = (
            "### EXERCISE LOGS ####;;\n_id;logs;mydate;ename;belongsession\n"
            '2;"20x10,20x9";2024-01-01;Curl;0\n### EXERCISE SET LOGS ####;;\n'
            "_id;exercise_log_id;weight_lbs;reps\n9;2;22,5;10\n"
        )
        assert loads(parse_file(text)) == [(Decimal("22.5"), WeightUnit.LB)]

    def test_a_section_of_a_newer_version_does_not_run_into_the_sets(self):
        text = (
            self.LOGS + "2,20x10,2024-01-01,Curl,0\n### EXERCISE SET LOGS ####\n"
            "_id,exercise_log_id,weight_lbs,reps\n9,2,50,10\n### Photos-2 & more ####\nid,a,b\n1,2,3\n"
        )
        parsed = parse_file(text)
        assert (len(parsed.rows), parsed.problems) == (1, ())

    def test_lists_with_decimal_commas_are_refused_whole(self):
        parsed = parse_file(self.LOGS + '1,"62,5x5,62,5x5",2020-01-01,Curl,0\n')
        assert (codes(parsed), parsed.rows) == (["not_a_number"], ())

    def test_lists_without_settings_have_no_unit(self):
        assert loads(parse_file(self.LOGS + "1,20x10,2020-01-01,Curl,0\n")) == [(Decimal(20), None)]


class TestAlphaProgression:
    def test_columns_are_those_of_each_block(self):
        text = (
            '"Legs";"2026-02-19 4:54 pm";"1:02 hr"\n"1. Pull-ups · Bodyweight · 8 reps"\n'
            '#;REPS;RIR\n1;8;1\n"2. Squats · Barbell · 8 Wdh"\n#;KG;WDH;RIR\n1;62,5;7;0\n'
        )
        parsed = parse_file(text)
        assert [(row.load, row.reps, row.rir) for row in parsed.rows] == [
            (None, 8, Decimal(1)),
            (Decimal("62.5"), 7, Decimal(0)),
        ]
        assert parsed.rows[0].started_at.hour == 16

    def test_every_warm_up_counts_and_one_that_cannot_be_read_is_told(self):
        text = (
            '"Legs";"2026-02-19 4:54 h"\n'
            '"1. Squats · Barbell";"WU1 · 20 kg · 9 reps<br>WU2 · 40 kg · 5 reps<br>WU3 · x"\n'
            "#;KG;REPS\n1;60;5\n"
        )
        parsed = parse_file(text)
        assert [row.load for row in parsed.rows] == [20, 40, 60]
        assert codes(parsed) == ["unknown_word"]


class TestStrongLifts:
    def test_body_weight_in_kilograms_beside_loads_in_pounds(self):
        text = "Date,Body Weight (KG),Exercise,Set 1 (Reps),Set 1 (LB)\n2025/03/28,80,Squat,5,135\n"
        assert loads(parse_file(text)) == [(Decimal(135), WeightUnit.LB)]

    def test_a_pair_of_both_units_is_not_crossed(self):
        text = "Date,Exercise,Set 1 (Reps),Set 1 (KG),Set 1 (LB)\n2025/03/28,Squat,5,60,132.28\n"
        assert loads(parse_file(text)) == [(Decimal(60), WeightUnit.KG)]


class TestGymBook:
    def test_minutes_and_seconds_are_no_reps(self):
        parsed = parse_file(GYMBOOK + gymbook(reps="1:30 min") + gymbook(reps="00:45"))
        assert [(row.reps, row.seconds) for row in parsed.rows] == [(None, 90), (None, 45)]

    @pytest.mark.parametrize("cell", [{"reps": "12 flights"}, {"weight": "20 plates"}])
    def test_words_that_are_not_known_are_not_taken_for_reps_or_left_out(self, cell):
        assert codes(parse_file(GYMBOOK + gymbook(**cell))) == ["unknown_word"]

    def test_a_spreadsheets_empty_columns(self):
        text = (GYMBOOK[:-1] + ",,\n" + gymbook()[:-1] + ",,\n").replace(",", ";")
        assert loads(parse_file(text)) == [(Decimal("62.5"), WeightUnit.KG)]


class TestGymrun:
    def test_a_version_without_nameless_parameters_keeps_time_and_routine(self):
        text = (
            "Date;Time;Routine;Exercise;Set;Weight;Reps;Note\n"
            "29.04.2025;23:58:00;Push;Bench;1;62,5;10;\n"
        )
        [row] = parse_file(text).rows
        assert (row.workout, row.load, row.started_at.hour) == ("Push", Decimal("62.5"), 23)


class TestSidesOfOthers:
    def test_two_sides_in_one_type_are_none(self):
        text = (
            "Title,Date,Duration,Exercise,Superset id,Weight,Reps,Distance,Time,Set Type\n"
            "A,2025-11-03 18:20:00,1:05:00,Row,,30,10,,,LEFT/RIGHT\n"
            "A,2025-11-03 18:20:00,1:05:00,Row,,30,10,,,LEFT SIDE\n"
        )
        assert [row.side for row in parse_file(text).rows] == [SetSide.EACH, SetSide.LEFT]

    def test_a_left_side_alone_in_liftosaur(self):
        text = (
            "Workout DateTime,Exercise,Completed Reps,Completed Reps Left,Completed Weight Value,"
            "Completed Weight Unit\n2025-05-20T05:00:00Z,Lunge,,5,60,kg\n"
        )
        parsed = parse_file(text)
        assert [(row.side, row.reps) for row in parsed.rows] == [(SetSide.LEFT, 5)]
        assert not parsed.problems


class TestWger:
    @staticmethod
    def page(*changes):
        entry = {
            "id": 1, "date": "2024-05-01T10:00:00+02:00", "session": "u", "exercise": 345,
            "repetitions_unit": 1, "repetitions": "10.00", "weight_unit": 1, "weight": "22.50",
            "rir": "2", "rir_target": None, "rest": None,
        }  # fmt: skip
        return json.dumps({"count": 1, "next": None, "results": [entry | one for one in changes]})

    def test_a_page_in_one_line_is_no_table_of_too_many_columns(self):
        parsed = parse_file(self.page(*[{}] * 20))
        assert (parsed.dialect, len(parsed.rows), parsed.problems) == ("wger", 20, ())

    @pytest.mark.parametrize(
        "change",
        [
            {"weight_unit": 4},
            {"weight_unit": {"id": 5, "name": "Kilometers Per Hour"}},
            {"repetitions_unit": 5},
            {"repetitions_unit": "Miles"},
        ],
    )
    def test_plates_speeds_and_miles_are_neither_kilograms_nor_reps(self, change):
        assert codes(parse_file(self.page(change))) == ["unknown_word"]

    def test_entries_in_one_line_are_told_by_their_place(self):
        parsed = parse_file(self.page({}, {"weight_unit": 4}, {"weight_unit": 5}))
        assert [problem.line for problem in parsed.problems] == [2, 3]

    def test_three_hours_are_not_cut_to_two(self):
        parsed = parse_file(self.page({"repetitions_unit": 4, "repetitions": "180"}))
        assert codes(parsed) == ["out_of_range"]

    def test_units_as_objects_and_missing_ones(self):
        parsed = parse_file(
            self.page({"weight_unit": {"id": 2, "name": "lb"}}, {"weight_unit": None})
        )
        assert [row.unit for row in parsed.rows] == [WeightUnit.LB, None]
