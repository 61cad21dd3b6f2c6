"""A plan that the checker refuses reaches nobody."""

import logging

import pytest
from django.urls import reverse

from apps.programs.domain.breaches import Breach, Rule
from apps.programs.models import Program
from apps.programs.services import planning


@pytest.fixture
def broken_generator(monkeypatch):
    """Let the checker find fault: the generator gives it no reason to."""
    breach = Breach(rule=Rule.EQUIPMENT_MISSING)
    monkeypatch.setattr(planning, "check_program", lambda *_arguments: (breach,))


def test_it_is_not_kept_and_the_athlete_is_told(
    client, screened, catalogue, broken_generator, caplog
):
    with caplog.at_level(logging.ERROR):
        response = client.post(reverse("programs:program_create"))

    assert response.status_code == 422
    assert "broke one of our own safety rules" in response.text
    assert not Program.objects.exists()
    assert "broke a rule" in caplog.text
