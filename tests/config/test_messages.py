"""Collecting what is said, and keeping translations of it."""

import gettext
import io

from config import messages


class TestCollecting:
    def test_code(self):
        source = """
_("One")
_("Two " "parts")
gettext_noop("Three")
ngettext("%(n)s set", "%(n)s sets", n)
pgettext_lazy("letter for left", "L")
_(name)
format("Four")
"""
        assert sorted(messages.messages_in_code(source), key=str) == sorted(
            [
                ("One", None),
                ("Two parts", None),
                ("Three", None),
                (("%(n)s set", "%(n)s sets"), None),
                ("L", "letter for left"),
            ],
            key=str,
        )

    def test_templates(self):
        source = """{% load i18n %}
    <p title='{% translate "It’s 5 %" %}'>{% translate "L" context "letter for left" %}</p>
  {% blocktranslate count n=sets trimmed with day=day|date:"j F" %}
    {{ n }} set on {{ day }}
  {% plural %}{{ n }} sets on {{ day }}{% endblocktranslate %}
{% chip _("Level") %}"""
        assert list(messages.messages_in_template(source)) == [
            ("It’s 5 %%", None),
            ("L", "letter for left"),
            (("%(n)s set on %(day)s", "%(n)s sets on %(day)s"), None),
            ("Level", None),
        ]

    def test_the_catalogue_has_a_context_of_its_own(self):
        found = messages.collect()
        assert found.get("Split squat", messages.EXERCISE) is not None
        assert found.get("Static lunge", messages.EXERCISE) is not None

    def test_everything_is_collected(self):
        found = messages.collect()
        assert len(found) > 3500
        assert found.get("left", "side of the body") is not None

    def test_no_message_is_two_things(self):
        """A word with and without a plural would be one entry, and one of them without translation."""
        singular = {m.id for m in messages.collect() if isinstance(m.id, str)}
        assert [
            m.id for m in messages.collect() if not isinstance(m.id, str) and m.id[0] in singular
        ] == []


class TestKeeping:
    def test_what_is_new_waits_and_what_is_gone_goes(self):
        catalog = messages.Catalog(locale="de")
        catalog.add("Old", "Alt")
        catalog.add("Kept", "Geblieben")
        current = messages.Catalog()
        current.add("Kept")
        current.add("Kept too")
        catalog.update(current, no_fuzzy_matching=True)
        catalog.obsolete.clear()

        text = messages.written(catalog)

        assert "Alt" not in text
        assert "fuzzy" not in text
        assert messages.untranslated(catalog) == ["Kept too"]

    def test_a_plural_wants_every_form(self):
        catalog = messages.Catalog(locale="de")
        catalog.add(("%(n)s set", "%(n)s sets"), ("%(n)s Satz", ""))
        assert messages.untranslated(catalog) == [("%(n)s set", "%(n)s sets")]

    def test_compiling_is_the_same_every_time(self):
        catalog = messages.Catalog(locale="de")
        catalog.add("Level", "Ausgeglichen", context="chip")
        first = messages.compiled(catalog)
        assert messages.compiled(catalog) == first
        assert (
            gettext.GNUTranslations(io.BytesIO(first)).pgettext("chip", "Level") == "Ausgeglichen"
        )
