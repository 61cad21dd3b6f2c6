"""Files in, and the log out."""

from .everything import ARCHIVE_NAME, archive_for, zip_of_everything
from .exporting import EXAMPLE, export_file_for, hevy_file_for, strong_file_for
from .importing import (
    KEPT_FOR,
    FileUnreadableError,
    Said,
    accept_import,
    carry_out,
    create_import,
    discard_import,
    examine,
    forget_old_imports,
    matched_names_for,
    read_file,
    take_out,
    undo_import,
)
from .jobs import continue_import, is_stopped, resume, start_job
from .restoring import EVERYTHING, holds_everything, restore_everything, survey_everything
from .storing import ImportResult, Stored, store_content

__all__ = [
    "ARCHIVE_NAME",
    "EVERYTHING",
    "EXAMPLE",
    "KEPT_FOR",
    "FileUnreadableError",
    "ImportResult",
    "Said",
    "Stored",
    "accept_import",
    "archive_for",
    "carry_out",
    "continue_import",
    "create_import",
    "discard_import",
    "examine",
    "export_file_for",
    "forget_old_imports",
    "hevy_file_for",
    "holds_everything",
    "is_stopped",
    "matched_names_for",
    "read_file",
    "restore_everything",
    "resume",
    "start_job",
    "store_content",
    "strong_file_for",
    "survey_everything",
    "take_out",
    "undo_import",
    "zip_of_everything",
]
