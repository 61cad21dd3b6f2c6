"""How the forms of assessment are laid out."""

from __future__ import annotations

from crispy_forms.helper import FormHelper


def plain_helper() -> FormHelper:
    """Fields alone: the page brings the form around them."""
    helper = FormHelper()
    helper.form_tag = False
    return helper
