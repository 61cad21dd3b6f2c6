"""The time zones a person can choose from."""

import zoneinfo
from functools import cache


@cache
def time_zone_choices() -> tuple[tuple[str, str], ...]:
    """Every zone of a place, and UTC."""
    places = (name for name in zoneinfo.available_timezones() if "/" in name)
    named = sorted(name for name in places if not name.startswith(("Etc/", "SystemV/", "posix/")))
    return tuple((name, name.replace("_", " ")) for name in ("UTC", *named))
