"""Every word on a page can be translated: templates and scripts hold none outside gettext."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.architecture.test_source import named, parsed, python_files
from tests.architecture.test_templates import TEMPLATES
from tests.conftest import REPOSITORY

SPOKEN_ATTRIBUTES = {
    "alt", "aria-description", "aria-label", "aria-placeholder", "aria-roledescription",
    "aria-valuetext", "label", "placeholder", "summary", "title", "hx-confirm", "hx-prompt",
}  # fmt: skip
NAMES = {"Levelset", "L", "R", "kg", "lb", "s", "e1RM", "RIR", "CSV", "JSON"}
"""The same in every language."""
NOT_SHOWN = {"script", "style", "code"}
NOT_SAID = {"style_guide.html"}
"""Only those who build Levelset see it."""

COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}", re.DOTALL)
TRANSLATED = re.compile(r"\{%-?\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*%\}", re.DOTALL)
TAG = re.compile(r"\{%\s*(\w+)(.*?)%\}", re.DOTALL)
VALUE = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
FILLED_LATER = re.compile(r"\{[\w.]+\}")
"""A place in a piece of a page that the browser fills."""
LITERAL = re.compile(r"\"([^\"]*)\"|'([^']*)'")
SAYING_FILTER = re.compile(r"\|(?:default|default_if_none|yesno|add|join):(\"[^\"]*\"|'[^']*')")
SILENT_TAGS = {"trans", "translate", "if", "elif", "load", "extends", "include", "url", "static"}
SENTENCE = re.compile(r"^[A-Z][a-z]|[a-z] [a-z]")
WORD = re.compile(r"[^\W\d_]{2,}|[A-Za-z]{1,}")


class Naked(HTMLParser):
    """Gathers text and spoken attributes that hold letters."""

    def __init__(self):
        super().__init__()
        self.found = []
        self.inside = []

    def handle_starttag(self, tag, attrs):
        if tag in NOT_SHOWN or dict(attrs).get("translate") == "no":
            self.inside.append(tag)
        self.found += [
            value for name, value in attrs if name in SPOKEN_ATTRIBUTES and says(value or "")
        ]
        if tag == "input" and dict(attrs).get("type") in {"submit", "button", "reset"}:
            self.found += [value for name, value in attrs if name == "value" and says(value or "")]

    def handle_endtag(self, tag):
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data):
        if not self.inside and says(data):
            self.found.append(" ".join(data.split()))


def says(text: str) -> bool:
    return any(word not in NAMES for word in WORD.findall(text))


def naked_words(source: str) -> list[str]:
    """What a template says outside gettext: text, attributes, literals given to tags and filters."""
    source = FILLED_LATER.sub("", TRANSLATED.sub("", COMMENT.sub("", source)))
    found = [
        text
        for name, rest in TAG.findall(source)
        if name not in SILENT_TAGS
        for text in literals(rest)
        if SENTENCE.search(text)
    ]
    for value in VALUE.findall(source):
        found += [
            text for said in SAYING_FILTER.findall(value) for text in literals(said) if says(text)
        ]
    parser = Naked()
    parser.feed(VALUE.sub("", TAG.sub("", source)))
    parser.close()
    return found + parser.found


def literals(text: str) -> list[str]:
    untranslated = re.sub(r"_\((?:\"[^\"]*\"|'[^']*')\)", "", text)
    return [one or other for one, other in LITERAL.findall(untranslated)]


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=str(path.relative_to(REPOSITORY)))
        for path in TEMPLATES
        if path.name not in NOT_SAID
    ],
)
def test_template_says_nothing_outside_gettext(path: Path):
    assert naked_words(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Hello</p>", ["Hello"]),
        ("<p>{{ count }} sets</p>", ["sets"]),
        ('<button aria-label="Close"></button>', ["Close"]),
        ('<input placeholder="{{ x }} kg or lb">', [" kg or lb"]),
        ('<input type="submit" value="Save">', ["Save"]),
        ('{% chip "Not sure" tone %}', ["Not sure"]),
        ('{{ name|default:"nobody" }}', ["nobody"]),
        ('{{ open|yesno:"yes,no" }}', ["yes,no"]),
        ("<p>{% if a %}{% translate 'Yes' %}{% else %}No{% endif %}</p>", ["No"]),
    ],
)
def test_what_is_naked_is_found(source, found):
    assert naked_words(source) == found


@pytest.mark.parametrize(
    "source",
    [
        '<p>{% translate "Hello" %}</p>',
        "<p>{% blocktranslate with n=count %}{{ n }} sets{% endblocktranslate %}</p>",
        '<button aria-label="{% translate "Close" %}" type="submit" value="save"></button>',
        '{# a word to builders #}<p class="lede">{{ text }}</p>',
        '{% include "core/landing.html" with tone="left" %}',
        '{% empty_state _("Nothing yet") _("Log a set.") %}',
        '<table translate="no"><tr><td>performed_at</td></tr></table>',
        "<h2>{name}</h2><code>performed_at</code>",
        "<p>Levelset</p><p>{{ load }}&nbsp;kg</p>",
        '{{ day|date:"j M" }}',
    ],
)
def test_what_is_dressed_is_left(source):
    assert naked_words(source) == []


EAGER = {"gettext", "ngettext", "pgettext", "npgettext"}
LAZY = {f"{name}_lazy" for name in EAGER}


def frozen_words(tree: ast.Module) -> list[int]:
    """Lines on which a word is translated while a module is read: once, for everybody."""
    names = {
        alias.asname or alias.name: alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
    }
    return sorted(
        node.lineno
        for node in read_at_once(tree)
        if isinstance(node, ast.Call)
        and (
            names.get(getattr(node.func, "id", "")) in EAGER
            or (
                getattr(node.func, "id", "") == "str"
                and any(
                    names.get(getattr(getattr(one, "func", one), "id", "")) in LAZY
                    for one in node.args
                )
            )
        )
    )


def read_at_once(node: ast.AST) -> Iterator[ast.AST]:
    """What runs when a module is imported: all but the bodies of its functions."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        yield child
        yield from read_at_once(child)


@pytest.mark.parametrize("path", named(python_files("apps", "config")))
def test_no_word_freezes_when_a_module_is_read(path):
    assert frozen_words(parsed(path)) == []


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ("A = _('Level')", [2]),
        ("class A:\n    b = {'c': _('Level')}", [3]),
        ("A = str(lazy('Level'))", [2]),
        ("def a():\n    return _('Level')", []),
        ("a = lambda: _('Level')", []),
        ("A = lazy('Level')", []),
    ],
)
def test_what_freezes_is_found(line, lines):
    start = "from django.utils.translation import gettext as _, gettext_lazy as lazy\n"
    assert frozen_words(ast.parse(start + line)) == lines
