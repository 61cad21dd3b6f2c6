"""Keeping what people logged out of the logs."""

import logging

from django.db import Error


class WithoutRowData(logging.Filter):
    """Replaces a database error's text, which quotes the row, by its SQLSTATE and constraint."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, with database errors made anonymous."""
        error = record.exc_info[1] if record.exc_info else None
        seen: set[int] = set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            if isinstance(error, Error):
                record.msg = f"{record.getMessage()} ({_summary(error)})"
                record.args = None
                record.exc_info = None
                record.exc_text = None
                break
            error = error.__cause__ or error.__context__
        return True


def _summary(error: Error) -> str:
    cause = error.__cause__
    diagnosis = getattr(cause, "diag", None)
    state = getattr(cause, "sqlstate", None)
    constraint = getattr(diagnosis, "constraint_name", None)
    frames = []
    trace = error.__traceback__
    while trace is not None:
        frames.append(f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}")
        trace = trace.tb_next
    where = frames[0] if frames else "?"
    return f"{type(error).__name__}, SQLSTATE {state}, constraint {constraint}, at {where}"
