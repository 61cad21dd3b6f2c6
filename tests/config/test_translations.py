"""A language that is offered is complete: `make messages` says what is missing where a test fails."""

import gettext
import io
import re
from collections import Counter

import pytest
from django.conf import settings

from config import messages

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|%[sd]|\{\w*\}")
TAG = re.compile(r"</?[a-z][^>]*>")


def texts(message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def translations(message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def test_english_needs_no_file():
    assert settings.LANGUAGE_CODE == "en"
    assert not messages.po_path("en").exists()


@pytest.fixture(scope="module", params=messages.translated_languages())
def language(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def kept(language) -> list:
    return [message for message in messages.kept(language) if message.id]


class TestOfferedLanguages:
    def test_every_message_is_there_and_none_besides(self, kept):
        wanted = {(m.context, texts(m)) for m in messages.collect() if m.id}
        assert {(m.context, texts(m)) for m in kept} == wanted

    def test_every_message_is_translated(self, language, kept):
        assert messages.untranslated(messages.kept(language)) == []
        assert [m.id for m in kept if m.fuzzy] == []

    def test_places_for_values_are_the_same(self, kept):
        wrong = [
            (english, said)
            for message in kept
            for said in translations(message)
            if not any(
                Counter(PLACEHOLDER.findall(said)) == Counter(PLACEHOLDER.findall(english))
                for english in texts(message)
            )
            for english in texts(message)[:1]
        ]
        assert wrong == []

    def test_markup_is_the_same(self, kept):
        wrong = [
            (english, said)
            for message in kept
            for english, said in zip(texts(message), translations(message), strict=False)
            if Counter(TAG.findall(said)) != Counter(TAG.findall(english))
        ]
        assert wrong == []

    def test_line_breaks_at_the_ends_are_the_same(self, kept):
        """gettext puts sentences together by their ends."""
        wrong = [
            (english, said)
            for message in kept
            for english, said in zip(texts(message), translations(message), strict=False)
            if english[:1].isspace() != said[:1].isspace()
            or english[-1:].isspace() != said[-1:].isspace()
        ]
        assert wrong == []

    def test_what_is_read_at_run_time_is_what_was_written(self, language):
        with messages.mo_path(language).open("rb") as file:
            read = gettext.GNUTranslations(file)
        catalog = messages.kept(language)
        fresh = gettext.GNUTranslations(io.BytesIO(messages.compiled(catalog)))
        assert {k: v for k, v in read._catalog.items() if k} == {
            k: v for k, v in fresh._catalog.items() if k
        }

    def test_the_file_is_as_make_messages_writes_it(self, language):
        written = messages.written(messages.bring_up_to_date(language, messages.collect()))
        assert messages.po_path(language).read_text(encoding="utf-8") == written
