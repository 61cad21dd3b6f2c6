"""What an athlete may have at hand."""

from __future__ import annotations

from enum import StrEnum


class Equipment(StrEnum):
    """Equipment an athlete may have at hand."""

    BODYWEIGHT = "bodyweight"
    DUMBBELLS = "dumbbells"
    KETTLEBELL = "kettlebell"
    BARBELL = "barbell"
    BENCH = "bench"
    CABLE = "cable"
    BAND = "band"
    LEG_PRESS = "leg_press"
    LEG_EXTENSION = "leg_extension"
    LEG_CURL = "leg_curl"
    PULL_UP_BAR = "pull_up_bar"
    LAT_PULLDOWN = "lat_pulldown"
    CHEST_PRESS = "chest_press"
    ROW_MACHINE = "row_machine"
    STEP = "step"
    ANKLE_WEIGHT = "ankle_weight"
    DYNAMOMETER = "dynamometer"
