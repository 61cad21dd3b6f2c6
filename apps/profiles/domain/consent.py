"""What an athlete may allow us to keep."""

from __future__ import annotations

from enum import StrEnum


class Purpose(StrEnum):
    """One purpose, one consent: none covers another."""

    SCREENING = "screening"
    PAIN = "pain"
    SIGNS = "signs"
    CAUSES = "causes"
    SELF_TESTS = "self_tests"
