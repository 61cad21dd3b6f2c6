"""What an athlete has told of their health, for tests of what it stops."""

from collections.abc import Iterable

from apps.assessments.models import RedFlagReport
from apps.profiles.models import Athlete
from tests.support.factories.assessments import RedFlagReportFactory


def tell(athlete: Athlete, *, flags: Iterable[str] = (), yes: Iterable[str] = ()) -> None:
    """Let the newest answers hold ``yes``, and ``flags`` stand, of which nobody knows where."""
    athlete.screenings.update(yes=list(yes))
    for flag in flags:
        RedFlagReportFactory(athlete=athlete, flag=flag)


def untell(athlete: Athlete) -> None:
    """Let every flag be as if it had never been told."""
    RedFlagReport.objects.filter(athlete=athlete).delete()
