"""The one folder where everything lies that the app keeps on this machine."""

import os
import secrets
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent


class DatabaseError(RuntimeError):
    """The database cannot be used, and the message says what to do."""


def data_folder() -> Path:
    """Return the folder for everything the app keeps: LEVELSET_DATA, or ``.data`` in the project."""
    return Path(os.environ.get("LEVELSET_DATA") or BASE_DIR / ".data").expanduser().absolute()


def kept_secret(path: Path) -> str:
    """Return the secret in this file, which only its owner may read; make one the first time."""
    make_data_folder()
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    except PermissionError as error:
        raise DatabaseError(not_ours(path)) from error
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(48), encoding="ascii")
    try:
        os.link(draft, path)  # atomic, and never replaces what another process has just written
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text(encoding="ascii").strip()


def make_data_folder() -> None:
    """Make the folder, or say why it cannot be used."""
    folder = data_folder()
    try:
        if not folder.exists():
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o711)  # whatever the umask: as root, another account runs the server
    except OSError as error:
        raise DatabaseError(not_ours(folder)) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise DatabaseError(not_ours(folder))


def not_ours(path: Path) -> str:
    """Return what to do about a file or folder that may not be written."""
    return (
        f"Levelset keeps its data in {data_folder()}, but may not write {path}. "
        "Make that folder yours (chown), or name another one in LEVELSET_DATA, "
        "or name a PostgreSQL 18 server in DATABASE_URL."
    )
