"""Which database this is."""

from uuid import UUID

import pytest

from apps.backups.domain.sentinel import Standing, standing

ONE, TWO = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("known", "found", "people", "expected", "may_start"),
    [
        (None, None, 0, Standing.FIRST_RUN, True),
        (None, None, 3, Standing.UNNAMED, True),
        (None, ONE, 0, Standing.UNNAMED, True),
        (ONE, ONE, 3, Standing.KNOWN, True),
        (ONE, ONE, 0, Standing.KNOWN, True),
        (ONE, None, 0, Standing.EMPTIED, False),
        (ONE, None, 3, Standing.ANOTHER, False),
        (ONE, TWO, 0, Standing.ANOTHER, False),
        (ONE, TWO, 3, Standing.ANOTHER, False),
    ],
)
def test_standing(known, found, people, expected, may_start):
    assert standing(known=known, found=found, people=people) is expected
    assert expected.may_start is may_start
