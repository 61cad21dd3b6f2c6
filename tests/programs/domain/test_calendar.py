"""Days: pauses by whole weeks, months of whole weeks."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from apps.programs.domain.calendar import (
    month_beside,
    shift_for_pause,
    weeks_of_month,
)

MONDAY = dt.date(2026, 11, 23)
DAYS = st.integers(-30, 60).map(lambda n: MONDAY + dt.timedelta(days=n))


class TestShiftForPause:
    @given(days=st.lists(DAYS, max_size=20), first=DAYS, length=st.integers(0, 40))
    def test_brings_every_session_behind_it_by_as_few_whole_weeks_as_can_be(
        self, days, first, length
    ):
        last = first + dt.timedelta(days=length)

        shift = shift_for_pause(days, starts_on=first, ends_on=last)

        waiting = [day for day in days if day >= first]
        moved = [day + dt.timedelta(days=shift) for day in waiting]
        assert shift % 7 == 0
        assert all(not first <= day <= last for day in moved)
        assert [day.weekday() for day in moved] == [day.weekday() for day in waiting]
        nearer = [day - dt.timedelta(days=7) for day in moved]
        assert shift == 0 or any(first <= day <= last for day in nearer)

    def test_a_pause_without_a_session_in_it_moves_nothing(self):
        friday = MONDAY + dt.timedelta(days=4)

        assert shift_for_pause([friday], starts_on=MONDAY, ends_on=friday - dt.timedelta(1)) == 0


class TestMonths:
    @given(month=st.integers(1, 12), year=st.integers(2000, 2100))
    def test_shows_whole_weeks_from_monday(self, month, year):
        weeks = weeks_of_month(year, month)

        assert all(len(week) == 7 and week[0].weekday() == 0 for week in weeks)
        shown = [day for week in weeks for day in week]
        assert sum(day.month == month for day in shown) >= 28

    @given(by=st.integers(-30, 30))
    def test_goes_as_many_months_back_as_ahead(self, by):
        assert month_beside(month_beside(MONDAY, by), -by) == MONDAY.replace(day=1)
