"""Files a person might bring."""

import datetime as dt
from pathlib import Path

HEADER = "date,exercise,side,load,unit,reps,rir,set,kind,first side"


def write_weaker_left_leg(path: Path, *, until: dt.date) -> None:
    """Eight weeks of leg extensions, the left leg a good fifth weaker, both with RIR."""
    lines = [HEADER]
    for workout in range(16):
        day = until - dt.timedelta(days=3 * (16 - workout))
        first = "left" if workout % 2 else "right"
        for number in (1, 2, 3):
            # Whole reps scatter by one, as real ones do.
            reps = 9 + (workout + number) % 2
            for side, load in (("left", 28), ("right", 36)):
                lines.append(
                    f"{day},Single-leg extension,{side},{load},kg,{reps},1,{number},work,{first}"
                )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
