"""Static files as they are served to others: one style sheet, no comments, named by their content."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.staticfiles import apps
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

type Sources = Mapping[str, tuple[Any, str]]
"""Where each collected file comes from: a storage, and the file's name there."""

_IMPORT = re.compile(r'@import url\("([^"]+)"\) layer\((\w+)\);')
_ADDRESS = re.compile(r'url\("(?![a-z]+:|[/#])([^"]+)"\)')
_BETWEEN = re.compile(r"""("[^"]*"|'[^']*')|/\*.*?\*/|(\s+)""", re.DOTALL)
_AROUND = re.compile(r"""("[^"]*"|'[^']*')| ?([{};]) ?""")
_MINIFIED = re.compile(r"\.min\.css$")


class StaticFilesConfig(apps.StaticFilesConfig):
    """Collects, of what packages bring, only what a page names."""

    ignore_patterns = [
        *apps.StaticFilesConfig.ignore_patterns,
        "*-latin-ext-*.woff2",
        "*-cyrillic-*.woff2",
        "*-greek-*.woff2",
        "*-vietnamese-*.woff2",
        "*-cyrillic-ext-*.woff2",
        "*-greek-ext-*.woff2",
        "*-italic.woff2",
        "*-opsz-*.woff2",
        "*-standard-*.woff2",
        "*-wdth-*.woff2",
        "htmax-*.js",
        "htmx-2.js",
        "htmx-4.*",
        "htmx-2-compat-*.js",
        "hx-*.js",
    ]


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Names every file by its content.

    Style sheets are written to be read; what is sent has neither comments nor spare spaces, and
    those that another one imports are part of it, so that a page waits for one file only.
    Scripts come ready from bin/build-scripts.mjs.
    """

    def post_process(
        self,
        paths: Sources,
        dry_run: bool = False,  # noqa: FBT001, FBT002 (the shape that Django calls)
        **options: Any,
    ) -> Iterator[tuple[str, str | None, Any]]:
        """Make style sheets lean, then let every file be named and compressed."""
        ready = paths if dry_run else {name: _lean(name, paths) for name in paths}
        yield from super().post_process(ready, dry_run=dry_run, **options)


@dataclass(frozen=True, slots=True)
class _Ready:
    """Stands where a file's storage would: opens what was made of the file."""

    content: bytes

    def open(self, _name: str) -> ContentFile[bytes]:
        return ContentFile(self.content)


def _lean(name: str, paths: Sources) -> tuple[Any, str]:
    storage, path = paths[name]
    if _MINIFIED.search(name) or not name.endswith(".css"):
        return storage, path
    return _Ready(_without_spare(_joined(name, paths)).encode()), path


def _text(name: str, paths: Sources) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return str(file.read().decode())


def _joined(name: str, paths: Sources) -> str:
    """The style sheet with those it imports in their layers."""
    folder = posixpath.dirname(name)

    def part(match: re.Match[str]) -> str:
        address, layer = match.groups()
        inside = _text(posixpath.join(folder, address), paths)
        here = posixpath.dirname(address)
        inside = _ADDRESS.sub(
            lambda found: f'url("{posixpath.normpath(posixpath.join(here, found[1]))}")', inside
        )
        return f"@layer {layer} {{\n{inside}\n}}"

    return _IMPORT.sub(part, _text(name, paths))


def _without_spare(css: str) -> str:
    """Leave out comments, and spaces where they can never matter; minifiers err inside ``@layer``."""
    css = _BETWEEN.sub(lambda found: found[1] or (" " if found[2] else ""), css)
    return _AROUND.sub(lambda found: found[1] or found[2], css).strip()
