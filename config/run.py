"""What ``make run`` does after the installation: bring the database up to date and serve, in one process."""

import argparse
import gc
import os
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from config.data_folder import DatabaseError, data_folder
from config.embedded.cluster import CLUSTERS
from config.embedded.start import ensure_running


def main() -> None:
    """Prepare and serve until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="make run")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    _refuse_taken_port(options.host, options.port)
    # What is loaded stays: to look for garbage among it would take an eighth of the start.
    gc.disable()
    try:
        _prepare()
    except DatabaseError as error:
        sys.exit(str(error))
    gc.freeze()
    gc.enable()
    _wait_for_pages()
    say(f"Levelset is at http://{options.host}:{options.port}/ (Ctrl-C stops it)")
    # That this server is for one's own machine is said in the README.
    os.environ.setdefault("DJANGO_RUNSERVER_HIDE_WARNING", "true")
    from django.core.management import call_command  # noqa: PLC0415 (as below)

    # runserver's own check of the migrations would only repeat what has just been done.
    call_command(
        "runserver", f"{options.host}:{options.port}", use_reloader=False, skip_checks=True
    )


def say(line: str) -> None:
    """Print one step."""
    sys.stdout.write(f"==> {line}\n")
    sys.stdout.flush()


def _wait_for_pages() -> None:
    """Wait for our child that installs fonts and joins scripts, where `bin/set-up serve` has one."""
    child = os.environ.pop("LEVELSET_PAGES", "")
    if not child:
        return
    _, status = os.waitpid(int(child), 0)
    if status:
        sys.exit("Fonts, outlines or scripts could not be made; what npm said stands above.")


def _refuse_taken_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            sys.exit(
                f"Port {port} of {host} cannot be used ({error.strerror}). "
                f"Stop what runs there, or choose another: make run PORT={port + 1}"
            )


def _prepare() -> None:
    started = time.monotonic()
    if "DATABASE_URL" in os.environ:
        say("Using the PostgreSQL that DATABASE_URL names")
        _load_code()
    else:
        say(f"Starting PostgreSQL, with its data in {data_folder()}")
        with ThreadPoolExecutor(2) as beside:
            # Other programs do this work: the first start of all takes seconds, and so does loading the code.
            server = beside.submit(ensure_running, "postgres")
            beside.submit(_compile)
            _load_code()
            server.result()
        if not (home := CLUSTERS["postgres"].home).is_relative_to(data_folder()):
            say(f"Its account cannot reach that folder, so the tables are in {home}")
    from config.prepare import prepare  # noqa: PLC0415 (as below)

    say("Bringing the tables and the exercise catalogue up to date")
    prepare()
    say(f"Ready after {time.monotonic() - started:.1f} s")


def _compile() -> None:
    """Compile the project in a process of its own, ahead of the loading: all of it is new the first time."""
    if not sys.dont_write_bytecode:
        subprocess.run([sys.executable, "-m", "compileall", "-q", "apps"], check=False)


def _load_code() -> None:
    """Load Django and the project: after the database was sent off, for this takes a while the first time."""
    import django  # noqa: PLC0415

    django.setup()
    from django.urls import get_resolver  # noqa: PLC0415

    # The first page would load all views.
    _ = get_resolver().url_patterns


if __name__ == "__main__":
    main()
