"""docs/assessments.md says what the registry says."""

from pathlib import Path

import pytest

from apps.assessments.domain.protocols import PROTOCOLS
from apps.assessments.presenters.results import error_words
from apps.assessments.presenters.units import Scale

TEXT = (Path(__file__).parents[2] / "docs" / "assessments.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("protocol", PROTOCOLS.values(), ids=list(PROTOCOLS))
def test_names_every_test_with_its_error_and_source(protocol):
    (row,) = [line for line in TEXT.splitlines() if f"| {protocol.name} |" in line]
    assert f"| {error_words(Scale(protocol=protocol))} |".replace("\xa0", " ") in row
    assert protocol.error.source in row


def test_promises_nothing():
    for word in ("diagnos", "prevents", "cures", "guarantee"):
        assert word not in TEXT.lower()
