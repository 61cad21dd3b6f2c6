"""Tables as strangers have them: resaved, put together, with days and names in other languages."""

from decimal import Decimal

import pytest

from apps.core.units import WeightUnit
from apps.exchange.domain.dialects import parse_file
from apps.exchange.domain.side_names import split_name
from apps.exercises.domain.vocabulary import SideSource
from tests.exchange.strangers import HEVY, STRONG, codes, hevy, loads, strong


class TestTables:
    def test_a_decimal_comma_that_nobody_quoted_is_refused_and_not_two_numbers(self):
        parsed = parse_file(STRONG + strong(weight="22,5") + strong(weight="20"))
        assert codes(parsed) == ["surplus_cells"]
        assert loads(parsed) == [(Decimal(20), None)]

    def test_empty_cells_behind_semicolons_are_harmless(self):
        parsed = parse_file(STRONG.replace(",", ";") + strong().replace(",", ";")[:-1] + ";;;\n")
        assert loads(parsed) == [(Decimal("22.5"), None)]

    @pytest.mark.parametrize(
        ("days", "found"),
        [
            (("3/28/2025 9:00", "4/1/2025 9:00"), ["2025-03-28T09:00:00", "2025-04-01T09:00:00"]),
            (("28/03/2025 9:00", "01/04/2025 9:00"), ["2025-03-28T09:00:00", "2025-04-01T09:00:00"]),
            (("4/1/2025 9:00 PM", "3/28/2025 9:00 AM"), ["2025-04-01T21:00:00", "2025-03-28T09:00:00"]),
            (("4/1/2025 9:00", "4/2/2025 9:00"), []),
            (("4/1/25 9:00", "3/28/25 9:00"), ["2025-04-01T09:00:00", "2025-03-28T09:00:00"]),
            (("25/03/28 9:00", "25/04/01 9:00"), []),
            (("28/3/2025 9:00", "3/28/2025 9:00"), []),
        ],
    )  # fmt: skip
    def test_days_with_slashes_are_told_by_the_whole_file_or_not_at_all(self, days, found):
        parsed = parse_file(STRONG + "".join(strong(day=day) for day in days))
        assert [row.started_at.isoformat() for row in parsed.rows] == found
        assert codes(parsed) == ["not_a_date"] * (2 - len(found))

    def test_the_same_heading_again_is_no_line(self):
        parsed = parse_file(STRONG + strong() + STRONG + strong())
        assert (len(parsed.rows), parsed.problems) == (2, ())

    def test_another_heading_below_ends_the_file_instead_of_lending_its_unit(self):
        pounds = HEVY.replace("weight_kg", "weight_lbs")
        parsed = parse_file(HEVY + hevy() + pounds + hevy())
        assert loads(parsed) == [(Decimal(20), WeightUnit.KG)]
        assert [(one.code.value, one.line) for one in parsed.problems] == [("other_heading", 3)]

    def test_a_novel_of_a_note_is_cut_and_does_not_cost_the_set(self):
        text = STRONG + strong().replace('"",""', f'"{"n" * 11000}","{"w" * 11000}"')
        assert [len(row.note) for row in parse_file(text).rows] == [500]

    def test_a_mark_before_the_second_heading_does_not_hide_it(self):
        quoted = '"' + HEVY.strip().replace(",", '","') + '"\n'
        again = parse_file(quoted + hevy() + "\ufeff" + quoted + hevy())
        assert (len(again.rows), again.problems) == (2, ())
        pounds = "\ufeff" + quoted.replace("weight_kg", "weight_lbs")
        assert codes(parse_file(quoted + hevy() + pounds + hevy())) == ["other_heading"]

    def test_lines_in_quotation_marks_as_a_whole(self):
        line = '"2025-03-28 09:00:00,""A"",51m,""Row, one arm"",2,22.5,8,0,0,"""","""","\n'
        [row] = parse_file(STRONG + line).rows
        assert (row.exercise, row.load, row.reps) == ("Row, one arm", Decimal("22.5"), 8)

    def test_undoubled_quotation_marks_inside_a_cell(self):
        line = '2025-03-28 09:00:00,"A",51m,"Deadlift 3" deficit",1,100,5,0,0,"felt "ok"","",8\n'
        parsed = parse_file(STRONG + line + strong())
        assert [row.exercise for row in parsed.rows] == ['Deadlift 3" deficit', "Bench Press"]
        assert parsed.rows[0].note == 'felt "ok"'

    def test_quotation_marks_that_could_end_elsewhere_are_refused(self):
        line = '2025-03-28 09:00:00,"A",51m,"say "hi", then row",1,100,5,0,0,"","",8\n'
        assert codes(parse_file(STRONG + line)) == ["broken_quotes"]

    @pytest.mark.parametrize("weight", ["", "-", "N/A", "null", "BW", "bodyweight", "0", "0.0"])
    def test_words_for_no_load(self, weight):
        parsed = parse_file(HEVY + hevy(weight=weight))
        assert loads(parsed) == [(None, None)]

    def test_two_columns_of_weight_are_not_mixed_up(self):
        heading = HEVY.replace("weight_kg", "weight_kg,weight_lbs")
        parsed = parse_file(
            heading + hevy(weight="61.23,135") + hevy(weight="60,132.28") + hevy(weight=",135")
        )
        assert loads(parsed) == [
            (Decimal(135), WeightUnit.LB),
            (Decimal(60), WeightUnit.KG),
            (Decimal(135), WeightUnit.LB),
        ]


class TestDays:
    @pytest.mark.parametrize(
        "day",
        [
            "28 Mar 2025, 09:00", "Mar 28, 2025, 9:00\u202fAM", "28 Mär 2025, 09:00",
            "28. März 2025, 09:00", "28 mars 2025, 09:00", "28 мар. 2025, 09:00",
            "28 Mar 2025, 9:00 a. m.", "28 3月 2025, 09:00", "28 3월 2025, 09:00",
            "2025年3月28日 09:00", "28-Mar-2025 9:00", "2025-03-28 9:00 AM", "28.03.2025 09:00",
        ],
    )  # fmt: skip
    def test_one_morning_in_many_languages(self, day):
        [row] = parse_file(HEVY + hevy(day=day)).rows
        assert row.started_at.isoformat() == "2025-03-28T09:00:00"

    @pytest.mark.parametrize(
        ("word", "month"),
        [("Oca", 1), ("Şub", 2), ("Ağu", 8), ("Ara", 12), ("мая", 5), ("май", 5), ("maj", 5),
         ("févr.", 2), ("sept.", 9), ("marras", 11), ("des.", 12)],
    )  # fmt: skip
    def test_months(self, word, month):
        [row] = parse_file(HEVY + hevy(day=f"7 {word} 2025, 09:00")).rows
        assert row.day.month == month

    @pytest.mark.parametrize("word", ["lip", "lis", "13월", "xyz"])
    def test_months_that_are_two_in_two_languages_are_refused(self, word):
        assert codes(parse_file(HEVY + hevy(day=f"7 {word} 2025, 09:00"))) == ["not_a_date"]


class TestSidesInNames:
    @pytest.mark.parametrize(
        "name",
        [
            "Lunge left/right", "Lunge left & right", "Lunge left and right", "Row right or left",
            "Side plank - Left, Right", "Cable Chop Left-to-Right", "Alternating left",
            "Row left (Right)", "Rosca (Direta)", "Press droit", "Leg curl links",
        ],
    )  # fmt: skip
    def test_two_sides_and_false_friends_are_no_side(self, name):
        assert split_name(name) == (name, None)

    @pytest.mark.parametrize(
        ("name", "base", "side"),
        [
            ("Curl (links)", "Curl", "left"),
            ("Curl (linker Arm)", "Curl", "left"),
            ("Curl - rechts", "Curl", "right"),
            ("Zancada (pierna izquierda)", "Zancada", "left"),
            ("Elevação (direita)", "Elevação", "right"),
            ("Fente (droite)", "Fente", "right"),
            ("Affondo (sinistra)", "Affondo", "left"),
            ("Lunge left and right (Left)", "Lunge left and right", "left"),
        ],
    )
    def test_sides_in_brackets_in_other_languages(self, name, base, side):
        assert split_name(name) == (base, side)

    def test_no_side_of_two_becomes_a_certain_one_in_a_file(self):
        text = HEVY + hevy().replace("Leg Extension", "Lunge left/right")
        [row] = parse_file(text).rows
        assert (row.exercise, row.side_source) == ("Lunge left/right", SideSource.ASSUMED)
