"""The made-up language that shows what is too narrow or cannot be translated."""

import re

import pytest
from django.utils import translation
from django.utils.translation import gettext, ngettext, pgettext

from config import messages, pseudo


@pytest.fixture
def spoken(settings):
    settings.LANGUAGES = [*settings.LANGUAGES, (pseudo.CODE, pseudo.NAME)]
    pseudo.register()
    with translation.override(pseudo.CODE):
        yield


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("Log set", "[Lóòg séèt~]"),
        ("%(count)s sets of %(all)s", "[%(count)s séèts óòf %(all)s~~]"),
        ("5 %% of <b>{load}</b>", "[5 %% óòf <b>{load}</b>~~]"),
        ("RIR", "[RÍÌR~]"),
        ("", ""),
        ("\n  ", "\n  "),
        (" Now: %(sides)s.", " [Nóòw: %(sides)s.~~]"),
    ],
)
def test_a_message(message, said):
    assert pseudo.pseudo(message) == said


def test_every_message_grows_by_two_fifths_and_keeps_its_places_and_markup():
    places = re.compile(r"%\(\w+\)[a-z]|%%|\{[\w.]*\}|<[^>]*>")
    for message in messages.collect():
        for text in (message.id,) if isinstance(message.id, str) else message.id:
            said = pseudo.pseudo(text)
            assert places.findall(said) == places.findall(text)
            letters = len(places.sub("", text))
            assert len(text) == 1 or len(places.sub("", said)) >= 1.4 * letters


def test_speaks_wherever_words_come_from(spoken):
    assert translation.get_language() == pseudo.CODE
    assert gettext("Save") == "[Sáàvéè]"
    assert pgettext("letter for left", "L") == "L"
    assert ngettext("%(n)s set", "%(n)s sets", 2) % {"n": 2} == "[2 séèts~]"


@pytest.mark.django_db
def test_a_page_is_in_it_by_what_the_browser_asks(spoken, anonymous_client):
    html = anonymous_client.get("/", headers={"Accept-Language": pseudo.CODE}).text

    assert f'<html lang="{pseudo.CODE}"' in html
    assert "éè" in html


@pytest.mark.django_db
def test_nobody_else_is_offered_it(anonymous_client, settings):
    assert pseudo.CODE not in dict(settings.LANGUAGES)
    html = anonymous_client.get("/", headers={"Accept-Language": pseudo.CODE}).text
    assert '<html lang="en"' in html
