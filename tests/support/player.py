"""What a browser sees of the session player, and sends back."""

import re

from django.urls import reverse

HTMX = {"HX-Request": "true", "HX-Target": "session-player"}


def at(name, session):
    return reverse(f"programs:{name}", args=[session.pk])


def value_of(html, name):
    field = re.search(rf'<input[^>]*name="{name}"[^>]*>', html)
    assert field, name
    value = re.search(r'value="([^"]*)"', field[0])
    return value[1] if value else ""


def shown_step(html):
    return tuple(value_of(html, name) for name in ("position", "set_index", "side"))


def as_shown(html, **changes):
    """What the form of the current step sends when it is left as it is."""
    start = html.index('id="player-form"')
    form = html[start : html.index("</form>", start)]
    names = ("position", "set_index", "side", "op_id", "set_id", "load", "reps")
    return {name: value_of(form, name) for name in names} | changes


def player_of(html):
    start = html.index('<div class="player" id="session-player">')
    end = html.find("</main>", start)
    return html[start : end if end >= 0 else len(html)]


def without_what_is_fresh(html):
    html = re.sub(r'(name="(?:csrfmiddlewaretoken|op_id|set_id)" value=")[^"]*', r"\1", html)
    return re.sub(r"\s+", " ", html).strip()
