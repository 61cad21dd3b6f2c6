"""Athletes whose true difference is known, and the logs that they would write.

Everything of some athletes at once, as arrays; the detector never sees ``truth``.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from .world import Plan, Slip, World

type Array = NDArray[np.float64]
type Flags = NDArray[np.bool_]
type Whole = NDArray[np.int64]

LEFT, RIGHT = 0, 1
TURNS = 3
SESSIONS_A_WEEK = 2
MISSED_SHARE = 0.2
HABIT_SD = 3.5
SLOPE, SLOPE_SD, SLOPE_LEAST, SLOPE_MOST = 0.030, 0.008, 0.012, 0.06
LIGHTEST_KG, HEAVIEST_KG, STEP_KG = 8.0, 60.0, 2.0
DAY_SD, SET_SD, FATIGUE = 3.0, 2.0, 4.0
AIM_REPS, AIM_CHECK_REPS, FIXED_REPS = 12, 8, 10
LEFT_OVER = (0.5, 2.5)
RIR_BIAS, RIR_SD, RIR_SD_PER_REP = -0.5, 1.0, 0.2
POUNDS = 2.2046
SESSIONS_A_CHECK = 4
NOVEL_WORKOUTS = 3


class Logs(Struct, frozen=True, kw_only=True):
    """What some athletes logged: axes are athlete, session, exercise, turn and side meant.

    Attributes
    ----------
    weeks
        Of each session, since the first.
    done
        The set was done.
    side
        As typed, 0 left or 1 right; nearly always the side meant.
    rir
        NaN where it was not logged.
    second
        This side went second in its turn.
    capped
        The plan decided where the set stopped.
    true_path
        True difference of each athlete at each session, log-%, right-positive.
    """

    weeks: Array
    done: Flags
    side: Whole
    load_kg: Array
    reps: Array
    rir: Array
    check: Flags
    second: Flags
    capped: Flags
    true_path: Array

    @property
    def truth(self) -> Array:
        """True difference at the last session, log-%."""
        last: Array = self.true_path[:, -1]
        return last


class _Noise(Struct, frozen=True):
    rng: np.random.Generator
    world: World

    def draw(self, shape: tuple[int, ...], sd: float = 1.0) -> Array:
        """Normal or t noise of this SD, times the world's factor."""
        df = self.world.t_df
        if df:
            drawn: Array = self.rng.standard_t(df, shape) * np.sqrt((df - 2) / df)
        else:
            drawn = self.rng.normal(size=shape)
        return drawn * (sd * self.world.noise)


def simulate(world: World, athletes: int, rng: np.random.Generator) -> Logs:
    """Logs of so many athletes of a world.

    Returns
    -------
    Logs
        Arrays of shape (athletes, sessions, exercises, 3, 2); ``true_path`` has the first two.
    """
    noise = _Noise(rng, world)
    weeks = _session_weeks(world)
    truth = _true_paths(world, weeks, athletes, rng)
    habit = rng.normal(0, HABIT_SD, (athletes, world.exercises))
    slope = np.clip(rng.normal(SLOPE, SLOPE_SD, habit.shape), SLOPE_LEAST, SLOPE_MOST)
    half = (truth[:, :, None] + habit[:, None, :]) / 2
    attended = rng.random(truth.shape) >= MISSED_SHARE
    level = _levels(world, half, attended, noise)
    check = np.arange(len(weeks)) % SESSIONS_A_CHECK == 0 if world.checks else weeks < 0
    weaker = np.where(half < 0, RIGHT, LEFT)
    first = _first_sides(world, weaker, check, rng)
    second = np.stack([first != LEFT, first != RIGHT], -1)[:, :, :, None, :]
    aim = np.where(check, AIM_CHECK_REPS, AIM_REPS)[None, :, None]
    start = np.take_along_axis(level, weaker[..., None], -1)[..., 0]
    wanted = np.exp(start) / (1 + slope[:, None, :] * aim)
    load = np.maximum(STEP_KG, STEP_KG * np.round(wanted / STEP_KG))
    can = _repetitions_to_failure(noise, level, second, load=load, slope=slope)
    all_out = np.floor(can)
    check_of_set = np.broadcast_to(check[None, :, None, None, None], can.shape)
    reps = np.where(check_of_set, all_out, _planned(world, can, first, second, rng))
    turn = np.arange(TURNS)[None, None, None, :, None]
    capped = world.plan is not Plan.OWN
    plain = Logs(
        weeks=weeks,
        done=attended[:, :, None, None, None] & ~(check_of_set & (turn > 0)),
        side=np.broadcast_to(np.array([LEFT, RIGHT]), can.shape),
        load_kg=np.broadcast_to(load[..., None, None], can.shape),
        reps=reps,
        rir=_reported(world, np.maximum(0, can - reps), check_of_set, noise),
        check=check_of_set,
        second=np.broadcast_to(second, can.shape),
        capped=np.broadcast_to(capped, can.shape) & ~check_of_set,
        true_path=truth,
    )
    return _mistyped(world, plain, rng)


def _session_weeks(world: World) -> Array:
    weeks = np.arange(SESSIONS_A_WEEK * world.weeks) / SESSIONS_A_WEEK
    weeks[len(weeks) // 2 :] += world.layoff_weeks
    return weeks


def _true_paths(world: World, weeks: Array, athletes: int, rng: np.random.Generator) -> Array:
    start = rng.normal(world.mean, world.sd, athletes)[:, None]
    towards = np.where(rng.random(athletes) < 0.5, -1, 1)[:, None]  # noqa: PLR2004 (an even coin)
    gap = np.sqrt(np.diff(weeks, prepend=weeks[0]))
    walked = np.cumsum(rng.normal(size=(athletes, len(weeks))) * world.walk * gap, 1)
    moved = world.step * (weeks >= world.step_week) + world.drift * weeks
    if world.step < 0:  # a gap that is there, to either side, goes away
        return towards * (start + moved) + walked
    return start + towards * moved + walked


def _levels(world: World, half: Array, attended: Flags, noise: _Noise) -> Array:
    """100th of log-% of kg that each side could move fresh, once: (athlete, session, exercise, 2)."""
    athletes, sessions, exercises = half.shape
    base = np.log(noise.rng.uniform(LIGHTEST_KG, HEAVIEST_KG, (athletes, 1, exercises, 1)))
    common = noise.draw((athletes, sessions, 1, 1), DAY_SD)
    apart = 1 if world.shared_day else exercises
    own = noise.draw((athletes, sessions, apart, 2), DAY_SD)
    level = base + (common + own + np.stack([-half, half], -1)) / 100
    if world.novelty:
        seen = np.cumsum(attended, 1) - 1
        lacking = world.novelty * np.clip(1 - seen / NOVEL_WORKOUTS, 0, 1)
        begins_weaker = np.stack([half[:, :1] >= 0, half[:, :1] < 0], -1)
        level = level - begins_weaker * lacking[:, :, None, None] / 100
    return level


def _first_sides(world: World, weaker: Whole, check: Flags, rng: np.random.Generator) -> Whole:
    first = rng.integers(0, 2, weaker.shape) if world.first_random else weaker
    turned = check & ((np.arange(len(check)) // SESSIONS_A_CHECK) % 2 == 1)
    return np.where(turned[None, :, None], 1 - first, first)


def _repetitions_to_failure(
    noise: _Noise, level: Array, second: Flags, *, load: Array, slope: Array
) -> Array:
    athletes, sessions, exercises, _sides = level.shape
    order = noise.rng.normal(noise.world.order_mean, noise.world.order_sd, (athletes,))
    by_turn = FATIGUE * np.arange(TURNS)[None, None, None, :, None]
    tired = by_turn + order[:, None, None, None, None] * second
    by_set = noise.draw((athletes, sessions, exercises, TURNS, 2), SET_SD)
    capacity = level[:, :, :, None, :] + (by_set - tired) / 100
    by_curve = (np.exp(capacity) / load[..., None, None] - 1) / slope[:, None, :, None, None]
    reps: Array = np.maximum(1.0, by_curve)
    return reps


def _planned(
    world: World, can: Array, first: Whole, second: Flags, rng: np.random.Generator
) -> Array:
    all_out = np.floor(can)
    own = np.maximum(1, np.floor(can - rng.uniform(*LEFT_OVER, can.shape)))
    if world.plan is Plan.FIXED:
        return np.minimum(FIXED_REPS, all_out)
    if world.plan is Plan.MATCHED:
        before = np.take_along_axis(own, first[:, :, :, None, None], -1)
        return np.where(second, np.minimum(before, all_out), own)
    return own


def _reported(world: World, left: Array, check: Flags, noise: _Noise) -> Array:
    share = np.clip(0.9 - 0.2 * left, 0.1, 0.9) if world.rir_when_hard else world.rir_share
    logged = (noise.rng.random(left.shape) < share) & ~check
    spread = noise.draw(left.shape) * (RIR_SD + RIR_SD_PER_REP * left)
    return np.where(logged, np.maximum(0, np.round(left + RIR_BIAS + spread)), np.nan)


def _mistyped(world: World, logs: Logs, rng: np.random.Generator) -> Logs:
    """What reaches the log."""
    slipped = rng.random(logs.reps.shape) < world.slip_share
    kind = rng.integers(0, len(world.slips), logs.reps.shape)

    def hit(slip: Slip) -> Flags:
        return (
            slipped & (kind == world.slips.index(slip)) if slip in world.slips else slipped & False
        )

    exchanged = hit(Slip.BOTH_SIDES)[..., :1]
    return Logs(
        weeks=logs.weeks,
        done=logs.done,
        side=np.where(hit(Slip.SIDE) | exchanged, 1 - logs.side, logs.side),
        load_kg=np.where(hit(Slip.UNIT), logs.load_kg * POUNDS, logs.load_kg),
        reps=np.where(hit(Slip.COUNT), logs.reps + 10, logs.reps),
        rir=logs.rir,
        check=logs.check,
        second=logs.second,
        capped=logs.capped,
        true_path=logs.true_path,
    )
