"""What is known of a test, a cause or a habit, how sure it is, and who says so.

Sentences for people stand in data here, so they are marked to be collected for translation by
:func:`gettext_noop` and translated where they are shown.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


def gettext_noop(sentence: str) -> str:
    """Return ``sentence`` unchanged; its name is what collects it for translation."""
    return sentence


class Certainty(StrEnum):
    """How a statement came about, the surest first.

    ``trial``: measured in a study that is named. ``consensus``: taught and used, reviewed, not
    settled by trials. ``convention``: a rule of thumb, or this project's own choice.
    """

    TRIAL = "trial"
    CONSENSUS = "consensus"
    CONVENTION = "convention"


class Evidence(Struct, frozen=True, kw_only=True):
    """A sentence on what is known, how sure it is, and the source (empty for a convention)."""

    says: str
    certainty: Certainty
    source: str = ""

    def __post_init__(self) -> None:
        """A trial without a source is a rumour."""
        if self.certainty is Certainty.TRIAL and not self.source:
            raise ValueError(f"No source: {self.says}")
