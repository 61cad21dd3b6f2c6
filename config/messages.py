"""Collects what Levelset says and compiles its translations: ``make messages``.

``locale/<language>/LC_MESSAGES/django.po`` is what translators write, ``django.mo`` beside it what is
read at run time. Both are kept in the tree, so that nothing has to be compiled where Levelset is
only used. docs/translating.md says how a language is added.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract as extract_with
from babel.messages.mofile import write_mo
from babel.messages.pofile import generate_po, read_po
from django.conf import settings
from django.utils.translation.template import templatize

from config.data_folder import BASE_DIR

LOCALE: Final = BASE_DIR / "locale"
DOMAIN: Final = "django"
EXERCISE: Final = "exercise"
"""Context of the catalogue's names and cues, so that none is taken for a word of a page."""

type Id = str | tuple[str, str]

_SINGLE: Final = {"_", "gettext", "gettext_lazy", "gettext_noop"}
_PLURAL: Final = {"ngettext", "ngettext_lazy"}
_WITH_CONTEXT: Final = {"pgettext", "pgettext_lazy"}
_PLURAL_WITH_CONTEXT: Final = {"npgettext", "npgettext_lazy"}
_TEMPLATE_KEYWORDS: Final = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_HEADER: Final = """\
# {language} translation of Levelset. `make messages` brings it up to date; see docs/translating.md.
msgid ""
msgstr ""
"Project-Id-Version: Levelset\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms}\\n"

"""
# Of no use to anybody, but a file would change with every run if they told the time.
_NO_DATE: Final = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Something that is said: its English, or its English for one and for several, and where."""

    id: Id
    context: str | None
    place: str


def collect() -> Catalog:
    """Every message in use, from the code, the templates and the catalogue of exercises."""
    found = Catalog(domain=DOMAIN)
    for message in (*_of_code(), *_of_templates(), *_of_exercises()):
        found.add(message.id, locations=[(message.place, 0)], context=message.context)
    return found


def po_path(language: str) -> Path:
    """The file that translators write."""
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def mo_path(language: str) -> Path:
    """The file that is read at run time."""
    return po_path(language).with_suffix(".mo")


def translated_languages() -> tuple[str, ...]:
    """Those that pages can be shown in besides the English they are written in."""
    return tuple(code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)


def kept(language: str) -> Catalog:
    """A language's translation as it is kept; empty for a language that is only begun."""
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language, domain=DOMAIN)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def bring_up_to_date(language: str, messages: Catalog) -> Catalog:
    """Add what is new and drop what is gone. Nothing is guessed: a new message has no translation."""
    catalog = kept(language)
    catalog.update(messages, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def written(catalog: Catalog) -> str:
    """The text of the translators' file; it differs only when a message or translation does."""
    header = _HEADER.format(language=catalog.locale, plural_forms=catalog.plural_forms)
    lines = generate_po(
        catalog, omit_header=True, sort_by="message", include_lineno=False, ignore_obsolete=True
    )
    return header + "".join(lines)


def compiled(catalog: Catalog) -> bytes:
    """The bytes of the file that is read at run time."""
    catalog.creation_date = catalog.revision_date = _NO_DATE
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def untranslated(catalog: Catalog) -> list[Id]:
    """Messages that would be shown in English."""
    return [
        str(message.id) if isinstance(message.id, str) else (message.id[0], message.id[1])
        for message in catalog
        if message.id and not _is_complete(message.string)
    ]


def _is_complete(translation: str | tuple[str, ...] | list[str] | None) -> bool:
    return bool(translation if isinstance(translation, str | None) else all(translation))


def _of_code() -> Iterator[Message]:
    for path in _files("py", "apps", "config"):
        if "migrations" not in path.parts:
            for found, context in messages_in_code(path.read_text(encoding="utf-8")):
                yield Message(id=found, context=context, place=_place(path))


def messages_in_code(source: str) -> Iterator[tuple[Id, str | None]]:
    """What calls of gettext and its kin are given in Python, with its context."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
        texts = [
            argument.value
            for argument in node.args
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        ]
        match texts:
            case [text, *_] if name in _SINGLE:
                yield text, None
            case [one, many, *_] if name in _PLURAL:
                yield (one, many), None
            case [context, text, *_] if name in _WITH_CONTEXT:
                yield text, context
            case [context, one, many, *_] if name in _PLURAL_WITH_CONTEXT:
                yield (one, many), context


def _of_templates() -> Iterator[Message]:
    for path in _files("html", "templates", "apps") + _files("txt", "templates", "apps"):
        for found, context in messages_in_template(path.read_text(encoding="utf-8"), path.name):
            yield Message(id=found, context=context, place=_place(path))


def messages_in_template(source: str, name: str = "") -> Iterator[tuple[Id, str | None]]:
    """What translating tags of a template hold, with its context."""
    # Django rewrites a template as calls in Python, among words made of X; no line is indented then.
    lines = (line.strip() for line in templatize(source, origin=name).splitlines())
    code = io.BytesIO("\n".join(lines).encode())
    for _line, found, _comments, context in extract_with("python", code, _TEMPLATE_KEYWORDS):
        yield found if isinstance(found, str) else (found[0], found[1]), context


def _of_exercises() -> Iterator[Message]:
    from apps.exercises.services import CATALOGUE_FOLDER, read_catalogue  # noqa: PLC0415 - after Django

    place = _place(CATALOGUE_FOLDER)
    for spec in read_catalogue():
        for text in (spec.name, *spec.aliases, *spec.cues):
            yield Message(id=text, context=EXERCISE, place=place)


def _files(suffix: str, *folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (BASE_DIR / folder).rglob(f"*.{suffix}"))


def _place(path: Path) -> str:
    return re.sub(r"\s", "_", path.relative_to(BASE_DIR).as_posix())


def main() -> int:
    """Bring every language up to date, and say what is left to translate."""
    messages = collect()
    left = 0
    for language in translated_languages():
        catalog = bring_up_to_date(language, messages)
        po_path(language).parent.mkdir(parents=True, exist_ok=True)
        po_path(language).write_text(written(catalog), encoding="utf-8")
        mo_path(language).write_bytes(compiled(catalog))
        missing = untranslated(catalog)
        left += len(missing)
        sys.stdout.write(f"{language}: {len(catalog)} messages, {len(missing)} not translated\n")
    return 1 if left else 0


if __name__ == "__main__":
    import django

    django.setup()
    sys.exit(main())
