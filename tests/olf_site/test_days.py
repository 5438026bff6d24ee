"""A day in a form stands as it was, in every language, whoever opens and saves the form."""

import datetime
import re

import pytest
from django import forms
from django.conf import settings
from django.utils import translation

from people.fields import DayField
from tests.factories import make_evidence, make_meeting, members_of

DAY = datetime.date(2026, 9, 1)
OURS = {"people", "districts", "assessments", "reports", "frameworks", "olf_site"}
LANGUAGES = [code for code, _name in settings.LANGUAGES]


class DayForm(forms.Form):
    day = DayField()


def day_shown_by_a_browser(page):
    """What the one calendar field of a page sends: nothing when its value is no ISO day."""
    (value,) = re.findall(r'<input type="date"[^>]* value="([^"]*)"', page.content.decode())
    return value if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else ""


def forms_with_days():
    """Every form of ours that has a day in it."""
    below = forms.BaseForm.__subclasses__()
    for form in below:
        below.extend(form.__subclasses__())
        if form.__module__.split(".")[0] in OURS:
            for name, field in form.base_fields.items():
                if isinstance(field, forms.DateField):
                    yield form, name, field


def test_every_day_in_a_form_is_a_day_field(client):
    client.get("/")  # the URLconf brings every form
    found = list(forms_with_days())

    assert len({form for form, _name, _field in found}) >= 5
    assert [f"{form.__name__}.{name}" for form, name, field in found if not isinstance(field, DayField)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_is_drawn_so_that_the_browsers_calendar_takes_it(language):
    with translation.override(language):
        drawn = str(DayForm(initial={"day": DAY})["day"])

    assert 'type="date"' in drawn
    assert re.findall(r'value="([^"]*)"', drawn) == ["2026-09-01"]


@pytest.mark.parametrize(("language", "typed"), [("en", "09/01/2026"), ("fr", "01/09/2026"), ("fr", "2026-09-01")])
def test_a_day_that_is_typed_may_be_written_as_the_language_writes_it(language, typed):
    with translation.override(language):
        form = DayForm({"day": typed})

        assert form.is_valid()
        assert form.cleaned_data["day"] == DAY


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_added_to_a_piece_leaves_its_date(client, language):
    assessment = make_meeting(members=1, started=False, characteristics=1)
    piece = make_evidence(assessment.team, note="Attendance rose.", dated_on=DAY)
    client.force_login(members_of(assessment)[0])
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = f"/assessments/{assessment.pk}/evidence/{piece.pk}/"
    drawn = client.get(page)
    shown = {field.name: field.value() for field in drawn.context["form"]} | {"dated_on": day_shown_by_a_browser(drawn)}

    answer = client.post(page, shown | {"note": "Attendance rose. Lateness fell."})

    assert answer.status_code == 302
    piece.refresh_from_db()
    assert (piece.note, piece.dated_on) == ("Attendance rose. Lateness fell.", DAY)
