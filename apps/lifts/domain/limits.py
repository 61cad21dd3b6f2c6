"""What a logged number may be, once; forms, operations and the database all read it here."""

from __future__ import annotations

from decimal import Decimal

MIN_LOAD_KG = Decimal(-500)
"""Help taken off by an assisted machine or a band, kg."""
MAX_LOAD_KG = Decimal(1500)
"""Above every lift on record, so that only a slip of the finger is refused, kg."""
MAX_REPS = 1000
MAX_SECONDS = 7200
"""Two hours, s."""
MAX_RIR = Decimal(20)
RIR_STEP = Decimal("0.5")
MAX_PAIN = 10
MAX_SET_INDEX = 500
MAX_POSITION = 200
TITLE_LENGTH = 80
NOTE_LENGTH = 500
NOTES_LENGTH = 2000
LOAD_DECIMALS = 3
NUMBER_LENGTH = 40
"""Characters of a typed number, before anybody computes with it."""
FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Clocks are wrong by decades, and are believed; outside of this they cannot be turned into UTC."""
