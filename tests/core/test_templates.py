"""The form pack and the pages that every visitor may meet."""

import re

import pytest
from crispy_forms.bootstrap import AppendedText
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout, Row, Submit
from crispy_forms.utils import render_crispy_form
from django import forms
from django.template.loader import render_to_string
from django.test import Client

from tests.conftest import REPOSITORY


class QuestionForm(forms.Form):
    name = forms.CharField(help_text="What you want to be called.")
    mass = forms.DecimalField(required=False, label="Body mass")
    hand = forms.ChoiceField(
        choices=[("left", "Left"), ("right", "Right")], widget=forms.RadioSelect, label="Hand"
    )
    days = forms.MultipleChoiceField(
        choices=[("0", "Mon"), ("1", "Tue")], widget=forms.CheckboxSelectMultiple, required=False
    )
    agreed = forms.BooleanField(label="I have read this")
    token = forms.CharField(widget=forms.HiddenInput)

    def clean(self):
        raise forms.ValidationError("These answers do not fit together.")


def helper(*layout: object) -> FormHelper:
    made = FormHelper()
    made.form_id = "question-form"
    if layout:
        made.layout = Layout(*layout)
    return made


def rendered(form: forms.Form, *layout: object) -> str:
    return render_crispy_form(form, helper(*layout), context={"csrf_token": "token-of-the-page"})


class TestFormPack:
    def test_form_carries_the_token_and_its_id(self):
        html = rendered(QuestionForm())
        assert 'id="question-form"' in html
        assert 'value="token-of-the-page"' in html
        assert 'method="post"' in html

    def test_label_and_help_belong_to_the_field(self):
        html = rendered(QuestionForm())
        assert '<label class="field-label" for="id_name">Name</label>' in html
        assert 'aria-describedby="id_name_helptext"' in html
        assert 'id="id_name_helptext">What you want to be called.' in html

    def test_optional_is_said_in_words(self):
        html = rendered(QuestionForm())
        assert 'Body mass <span class="field-optional">optional</span>' in html

    def test_choices_are_chips_with_a_legend(self):
        html = rendered(QuestionForm(initial={"hand": "right"}))
        assert "<legend>Hand</legend>" in html
        assert html.count('class="choice"') == 4
        assert '<label for="id_hand_1">Right</label>' in html
        assert html.count("checked") == 1

    def test_errors_are_beside_their_fields_and_tied_to_them(self):
        html = rendered(QuestionForm({"name": "", "mass": "heavy"}))
        assert 'id="id_name_error"' in html
        assert 'aria-describedby="id_name_helptext id_name_error"' in html
        assert 'value="heavy"' in html
        assert 'id="id_mass_error"' in html
        assert 'id="id_hand_error"' in html
        assert html.count('aria-invalid="true"') >= 3

    def test_errors_of_the_whole_form_are_announced(self):
        html = rendered(QuestionForm({}))
        assert 'role="alert"' in html
        assert "These answers do not fit together." in html

    def test_typed_text_and_errors_are_escaped(self):
        html = rendered(QuestionForm({"name": "<script>x</script>"}))
        assert "<script>" not in html

    def test_layout_objects_wrap_their_fields(self):
        html = rendered(
            QuestionForm(),
            Fieldset("About you", "name", Row("hand", "days", css_id="who")),
            Div(AppendedText("mass", "kg"), css_class="stack"),
            "agreed",
            Submit("save", "Save"),
        )
        assert "<legend>About you</legend>" in html
        assert 'id="who" class="form-row"' in html
        assert '<span class="input-affix">kg</span>' in html
        assert 'type="submit"' in html
        assert "is-primary" in html
        assert '<label for="id_agreed">I have read this</label>' in html

    def test_a_field_is_drawn_once_however_often_the_form_is(self):
        form = QuestionForm()
        assert rendered(form) == rendered(form)


STATUS_PAGES = ["404.html", "403.html", "429.html"]
LONELY_PAGES = ["500.html", "403_csrf.html"]


class TestErrorPages:
    @pytest.mark.parametrize("name", LONELY_PAGES)
    def test_page_needs_nothing_at_all(self, name):
        html = render_to_string(name)
        assert html.startswith("<!doctype html>")
        assert html.count("<h1>") == 1
        assert "app.css" in html

    @pytest.mark.parametrize("name", STATUS_PAGES)
    def test_page_draws_for_a_visitor(self, name, rf):
        html = render_to_string(name, request=rf.get("/nowhere/"))
        assert html.count("<h1>") == 1
        assert 'id="main"' in html

    def test_unknown_address_answers_404_in_the_shell(self, client):
        response = client.get("/there-is-no-such-page/")
        assert response.status_code == 404
        assert b"This page is not here" in response.content
        assert b'class="rail"' in response.content

    def test_refused_form_says_so(self, db):
        response = Client(enforce_csrf_checks=True).post("/accounts/login/", {})
        assert response.status_code == 403
        assert b"Load the page again" in response.content


class TestShell:
    def test_landing_offers_the_demo_by_post_and_both_ways_in(self, anonymous_client, db):
        html = anonymous_client.get("/").content.decode()
        assert 'action="/demo/' in html
        assert 'href="/accounts/login/"' in html
        assert 'href="/accounts/signup/"' in html
        assert 'class="rail"' not in html

    def test_signed_in_pages_have_rail_bar_and_help(self, client):
        html = client.get("/profile/").content.decode()
        assert html.count("<h1>") == 1
        assert 'class="rail"' in html
        assert 'class="bar"' in html
        assert html.count("Something feels wrong") >= 2
        assert 'id="main"' in html
        assert (
            '<div class="toast-region" role="status" aria-live="polite" id="toast-status"></div>'
            in html
        )
        assert 'id="toast-alert"' in html

    def test_scripts_and_styles_are_files(self, client):
        html = client.get("/profile/").content.decode()
        assert "allowEval&quot;:false" in html or '"allowEval":false' in html
        assert " style=" not in html
        assert "x-csrftoken" in html

    def test_every_account_page_has_one_heading_and_the_shell(self, client, anonymous_client):
        for path in ("login", "signup", "password/reset", "password/reset/done"):
            html = anonymous_client.get(f"/accounts/{path}/").content.decode()
            assert html.count("<h1>") == 1, path
            assert "entrance" in html, path
        for path in ("logout", "reauthenticate"):
            html = client.get(f"/accounts/{path}/").content.decode()
            assert html.count("<h1>") == 1, path
            assert 'class="rail"' in html, path


def test_every_stylesheet_that_is_imported_exists_and_none_is_forgotten():
    folder = REPOSITORY / "static/css"
    imported = set(
        re.findall(r'@import url\("([^"]+)"\)', (folder / "app.css").read_text(encoding="utf-8"))
    )
    there = {str(path.relative_to(folder)) for path in folder.rglob("*.css")} - {"app.css"}
    assert imported == there


def test_every_element_is_part_of_what_is_sent():
    folder = REPOSITORY / "static/js"
    imported = set(
        re.findall(r'import "\./([^"]+)"', (folder / "app.js").read_text(encoding="utf-8"))
    )
    there = {str(path.relative_to(folder)) for path in folder.rglob("ls-*.js")}
    assert imported == there
