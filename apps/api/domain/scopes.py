"""What a token may do, as a set of verbs."""

from __future__ import annotations

from enum import StrEnum


class Scope(StrEnum):
    """One kind of data and what may be done with it.

    Writing does not include reading. Pain numbers are health data and are given by themselves:
    neither the log's nor the programs' scopes open them.
    """

    TRAINING_READ = "training:read"
    TRAINING_WRITE = "training:write"
    PAIN_READ = "pain:read"
    PAIN_WRITE = "pain:write"
    ESTIMATES_READ = "estimates:read"
    PROGRAMS_READ = "programs:read"
    PROGRAMS_WRITE = "programs:write"
