"""What the service worker keeps: the shells, and every file they need, found by following imports."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import get_language

SHELLS: Final = (
    "/offline/",
    "/sync/attention/",
    "/log/",
    "/program/play/",
    "/assess/something-feels-wrong/",
)
"""Pages that are the same for everybody; docs/offline.md says what opens which."""

_IN_PAGE: Final = re.compile(r'(?:src|href)="([^"#?]+\.(?:js|css|woff2|svg))[^"]*"')
_IN_STYLE: Final = re.compile(r"""url\(["']?(?![a-z]+:|[#/])([^"')?#]+)["']?\)""")


_built: Final[dict[str | None, Mapping[str, Any]]] = {}


def build(request: HttpRequest) -> Mapping[str, Any]:
    """List what to keep; collected files stay as they are while a server runs, so it looks once."""
    if not _are_named():
        return _list(request)
    language = get_language()
    if language not in _built:
        _built[language] = _list(request)
    return _built[language]


def _are_named() -> bool:
    """Whether files are served under names made of their content."""
    return hasattr(staticfiles_storage, "hashed_files")


def _list(request: HttpRequest) -> Mapping[str, Any]:
    """What to keep, under a version that changes when any byte of it does."""
    pages = {path: page for path in SHELLS if (page := _page(path, request)) is not None}
    files: dict[str, bytes] = {}
    for page in pages.values():
        for url in _IN_PAGE.findall(page.decode()):
            _follow(url, files)
    return {
        "language": get_language(),
        # What begins alike runs the same scripts: such a worker may take over while pages are open.
        "version": _digest(files)[:8] + _digest(pages)[:8],
        "shells": list(pages),
        "files": sorted(files),
        "named": _are_named(),
    }


def _digest(contents: Mapping[str, bytes]) -> str:
    digest = sha256()
    for path, content in sorted(contents.items()):
        digest.update(path.encode() + b"\0" + sha256(content).digest())
    return digest.hexdigest()


def worker_script(request: HttpRequest) -> str:
    """The worker with its list before it; with offline pages switched off, one that goes away."""
    if not settings.LEVELSET_OFFLINE_PAGES:
        return _source("built/sw-off.js")
    listed = json.dumps(build(request), separators=(",", ":"))
    return f"const BUILD = {listed};\n{_source('built/sw.js')}"


def _page(path: str, request: HttpRequest) -> bytes | None:
    """A shell's bytes; None where the page asks for a sign-in or does not exist."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if getattr(match.func, "login_required", True):
        return None
    content: bytes = match.func(request, *match.args, **match.kwargs).content
    return content


def _follow(url: str, files: dict[str, bytes]) -> None:
    """Add the file at ``url`` and all that it names in turn."""
    prefix = f"/{settings.STATIC_URL.strip('/')}/"
    if url in files or not url.startswith(prefix):
        return
    content = _read(url.removeprefix(prefix))
    if content is None:
        return
    files[url] = content
    for reference in _references(url, content):
        _follow(posixpath.normpath(posixpath.join(posixpath.dirname(url), reference)), files)


def _references(url: str, content: bytes) -> Iterator[str]:
    if url.endswith(".css"):
        yield from _IN_STYLE.findall(content.decode())


def _read(name: str) -> bytes | None:
    """A static file under the name it is served by, as it was collected or as it lies in the tree."""
    if _are_named():
        if not staticfiles_storage.exists(name):
            return None
        with staticfiles_storage.open(name) as file:
            return bytes(file.read())
    found = finders.find(name)
    return Path(found).read_bytes() if isinstance(found, str) else None


def _source(name: str) -> str:
    stored = getattr(staticfiles_storage, "stored_name", None)
    return (_read(stored(name) if stored else name) or b"").decode()
