"""How every form is laid out."""

from __future__ import annotations

from crispy_forms.helper import FormHelper


def fields_only() -> FormHelper:
    """Draw the fields alone: the page has the form's tag, its token and its button."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    return helper
