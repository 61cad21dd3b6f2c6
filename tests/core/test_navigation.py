"""Every section has a page, and the reader is shown which one this is."""

import pytest
from django.urls import reverse

from apps.core.navigation import SECTIONS, nav_for


@pytest.mark.parametrize("section", [pytest.param(section, id=section.key) for section in SECTIONS])
def test_every_section_has_a_page(section):
    assert reverse(section.url_name).startswith("/")


def test_bar_holds_what_the_thumb_can_reach():
    assert [section.key for section in SECTIONS if section.in_bar] == [
        "today",
        "log",
        "balance",
        "program",
    ]


@pytest.mark.parametrize("key", [section.key for section in SECTIONS])
def test_a_section_is_current_on_its_own_page_and_alone(key, rf):
    url_name = next(section.url_name for section in SECTIONS if section.key == key)
    entries = nav_for(rf.get(reverse(url_name)))
    assert [entry.key for entry in entries if entry.current] == [key]


def test_deeper_pages_belong_to_their_section(rf):
    entries = nav_for(rf.get(reverse("imbalances:balance") + "knee-dominant/"))
    assert [entry.key for entry in entries if entry.current] == ["balance"]


def test_no_section_is_current_elsewhere(rf):
    assert not any(entry.current for entry in nav_for(rf.get("/accounts/login/")))


def test_a_phone_can_sign_out_too(client):
    html = client.get("/today/").text
    sheet = html[html.index('class="bar-sheet"') :]
    assert reverse("account_logout") in sheet[: sheet.index("</details>")]
