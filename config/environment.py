"""Reading the process environment: one spelling of true, and errors that name the variable."""

import os

from django.core.exceptions import ImproperlyConfigured

_SPELLINGS = {
    "1": True,
    "true": True,
    "yes": True,
    "on": True,
    "0": False,
    "false": False,
    "no": False,
    "off": False,
}


def flag(name: str, *, default: bool) -> bool:
    """Return a yes-or-no variable; unset or empty means the default."""
    raw = os.environ.get(name, "").strip().lower()
    if not raw:
        return default
    if raw not in _SPELLINGS:
        msg = f"{name} must be one of {', '.join(_SPELLINGS)}, not {raw!r}."
        raise ImproperlyConfigured(msg)
    return _SPELLINGS[raw]


def number(name: str, *, default: int) -> int:
    """Return a whole number; unset or empty means the default."""
    raw = os.environ.get(name, "").strip()
    if not raw:
        return default
    try:
        return int(raw)
    except ValueError as error:
        msg = f"{name} must be a whole number, not {raw!r}."
        raise ImproperlyConfigured(msg) from error


def names(name: str) -> list[str]:
    """Return a comma-separated list, empty when unset."""
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


def text(name: str, *, default: str = "") -> str:
    """Return a variable's text, or what the file named by ``<name>_FILE`` holds."""
    if path := os.environ.get(f"{name}_FILE"):
        with open(path, encoding="utf-8") as file:  # noqa: PTH123 (a path given by the operator, read once)
            return file.read().strip()
    return os.environ.get(name, "").strip() or default
