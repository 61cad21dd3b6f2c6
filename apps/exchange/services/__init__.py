"""Files in, and the log out."""

from .downloads import (
    continue_download,
    create_download,
    discard_download,
    is_long_log,
    resume_download,
    start_packing,
)
from .everything import ARCHIVE_NAME, archive_for, zip_of_everything
from .exporting import EXAMPLE, export_file_for, hevy_file_for, strong_file_for
from .forgetting import KEPT_FOR, forget_old_files
from .importing import (
    FileUnreadableError,
    Said,
    accept_import,
    carry_out,
    create_import,
    examine,
    matched_names_for,
    read_file,
)
from .long_imports import continue_import, resume, start_job
from .restoring import EVERYTHING, holds_everything, restore_everything, survey_everything
from .storing import ImportResult, Stored, store_content
from .undoing import discard_import, take_out, undo_import

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
    "continue_download",
    "continue_import",
    "create_download",
    "create_import",
    "discard_download",
    "discard_import",
    "examine",
    "export_file_for",
    "forget_old_files",
    "hevy_file_for",
    "holds_everything",
    "is_long_log",
    "matched_names_for",
    "read_file",
    "restore_everything",
    "resume",
    "resume_download",
    "start_job",
    "start_packing",
    "store_content",
    "strong_file_for",
    "survey_everything",
    "take_out",
    "undo_import",
    "zip_of_everything",
]
