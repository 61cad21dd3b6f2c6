"""Seven days, four weeks, six months, and nothing of the last day."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from apps.backups.domain.names import moment_of, name_of
from apps.backups.domain.retention import DAYS, MONTHS, WEEKS, kept

NOW = dt.datetime(2026, 11, 23, 6, tzinfo=dt.UTC)
MOMENTS = st.lists(
    st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2026, 11, 23, 6)).map(  # noqa: DTZ001
        lambda naive: naive.replace(tzinfo=dt.UTC)
    ),
    max_size=60,
)


@given(MOMENTS)
def test_the_newest_always_stays_and_nothing_is_invented(moments):
    stays = kept(moments, NOW)
    assert stays <= set(moments)
    assert not moments or max(moments) in stays


@given(MOMENTS)
def test_older_than_a_day_there_are_at_most_seventeen(moments):
    old = [one for one in kept(moments, NOW) if NOW - one >= dt.timedelta(days=1)]
    assert len(old) <= DAYS + WEEKS + MONTHS


@given(MOMENTS, st.randoms(use_true_random=False))
def test_clearing_twice_is_clearing_once_in_whatever_order(moments, random):
    stays = kept(moments, NOW)
    shuffled = moments.copy()
    random.shuffle(shuffled)
    assert kept(shuffled, NOW) == stays
    assert kept(stays, NOW) == stays


@given(MOMENTS)
def test_nothing_of_the_last_day_goes(moments):
    recent = {one for one in moments if NOW - one < dt.timedelta(hours=24)}
    assert recent <= kept(moments, NOW)


@given(MOMENTS)
def test_the_last_days_weeks_and_months_that_have_any_are_covered(moments):
    stays = kept(moments, NOW)
    for size, bucket_of in (
        (DAYS, lambda one: one.date()),
        (WEEKS, lambda one: one.isocalendar()[:2]),
        (MONTHS, lambda one: (one.year, one.month)),
    ):
        latest = sorted({bucket_of(one) for one in moments}, reverse=True)[:size]
        assert set(latest) <= {bucket_of(one) for one in stays}


def test_a_year_of_nightly_backups_leaves_a_trail_back_over_months():
    held = set()
    for day in range(365):
        now = dt.datetime(2026, 1, 1, 3, tzinfo=dt.UTC) + dt.timedelta(days=day)
        held = set(kept(held | {now}, now))
    assert sorted(one.strftime("%m-%d") for one in held) == [
        "07-31", "08-31", "09-30", "10-31", "11-30",
        "12-13", "12-20", "12-25", "12-26", "12-27", "12-28", "12-29", "12-30", "12-31",
    ]  # fmt: skip


@given(st.datetimes(timezones=st.timezones()))
def test_a_name_tells_its_moment(moment):
    try:
        utc = moment.astimezone(dt.UTC)
    except OverflowError:
        return
    if utc.year < 1000:
        return
    assert moment_of(name_of(moment)) == utc


def test_other_names_are_no_backups():
    for name in (
        "levelset.backup",
        "levelset-2026-13-40-000000-000000.backup",
        "x.backup",
        "removed.txt",
    ):
        assert moment_of(name) is None
