"""What many tests begin with: made once by the app itself, then put back as it was made."""

from collections.abc import Callable

from django.db import connection, transaction

from tests.support.clock import now

type Rows = dict[str, bytes]

# Django makes these again itself, under other numbers, whenever it empties the tables.
NOT_KEPT = {"auth_permission", "django_content_type", "django_migrations"}


class Beginnings:
    """Rows by name and hour: what is made from today's date must not outlive the day."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Rows] = {}

    def begin(self, name: str, make: Callable[[], object]) -> None:
        """Let the database hold what ``make`` makes of it."""
        key = (name, f"{now():%Y-%m-%d %H}")
        if key in self._kept:
            put_back(self._kept[key])
        else:
            make()
            self._kept[key] = everything()


def everything() -> Rows:
    """Return the rows of every table that has some, as PostgreSQL writes them."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            with cursor.copy(f"COPY {table} TO STDOUT (FORMAT binary)") as copy:
                rows = b"".join(copy)
            cursor.execute(f"SELECT EXISTS (SELECT FROM {table})")  # noqa: S608 (our own tables)
            if cursor.fetchone()[0] and table not in NOT_KEPT:
                found[table] = rows
    return found


@transaction.atomic
def put_back(kept: Rows) -> None:
    """Replace what is in these tables; keys are checked at the commit, so their order is no matter."""
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(kept)} CASCADE")
        for table, rows in kept.items():
            with cursor.copy(f"COPY {table} FROM STDIN (FORMAT binary)") as copy:
                copy.write(rows)
