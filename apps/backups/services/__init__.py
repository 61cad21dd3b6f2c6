"""Making backups, putting them back, and knowing one's own database again."""

from .backing_up import backups_in, make_backup
from .instance import accept_database, check_database, note_database, people_here
from .removed import note_removed
from .restoring import Restored, restore

__all__ = [
    "Restored",
    "accept_database",
    "backups_in",
    "check_database",
    "make_backup",
    "note_database",
    "note_removed",
    "people_here",
    "restore",
]
