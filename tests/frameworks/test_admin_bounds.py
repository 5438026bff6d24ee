"""What an editor, or a program that plays one, can ask of the admin in one request is bounded, and refused in words."""

import pytest
from django.contrib import admin
from django.urls import resolve, reverse

from districts.roles.models import Role
from frameworks.admin.base import MOST_ROWS, MOST_ROWS_OF_A_LIST
from frameworks.models.words import LookFor, PracticeTranslation
from people.admin import LONGEST_SEARCH, MOST_WORDS
from tests.factories import appoint, make_edition

pytestmark = pytest.mark.django_db

LIST = "admin:frameworks_lookfor_changelist"


@pytest.fixture
def edition():
    return make_edition(publish=False, resources=1)


@pytest.fixture
def editor(client, edition):
    client.force_login(appoint(Role.FRAMEWORK_EDITOR))
    return client


def pages_with_rows():
    """Every page of the admin that has rows of other models below it."""
    return [model for model, options in admin.site._registry.items() if options.inlines]


@pytest.mark.parametrize("model", pages_with_rows(), ids=lambda model: model.__name__)
@pytest.mark.parametrize("how_many", [MOST_ROWS + 1, 1_000_000])
def test_rows_below_a_page_are_bounded(editor, rf, model, how_many):
    [options] = [options for registered, options in admin.site._registry.items() if registered is model]
    request = rf.get("/")
    request.resolver_match = resolve("/admin/")
    request.user = appoint(Role.FRAMEWORK_EDITOR)
    for inline in options.get_inline_instances(request):
        formset = inline.get_formset(request)
        prefix = formset.get_default_prefix()
        posted = {f"{prefix}-TOTAL_FORMS": str(how_many), f"{prefix}-INITIAL_FORMS": "0"}
        rows = formset(posted, instance=model(), queryset=inline.model.objects.none())
        assert len(rows.forms) <= MOST_ROWS
        assert not rows.is_valid()
        assert rows.non_form_errors() == [f"Please submit at most {MOST_ROWS} forms."]


def test_the_page_says_that_there_are_too_many(editor, edition):
    address = reverse("admin:frameworks_edition_change", args=[edition.pk])
    posted = {}
    for rows in editor.get(address).context["inline_admin_formsets"]:
        prefix = rows.formset.prefix
        posted |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    posted[f"{prefix}-TOTAL_FORMS"] = "1000000"

    answer = editor.post(address, posted)

    assert answer.status_code == 200
    assert f"Please submit at most {MOST_ROWS} forms." in answer.content.decode()


def test_rows_that_can_be_edited_in_a_list_are_bounded(editor):
    address = reverse("admin:frameworks_practicetranslation_changelist")

    answer = editor.post(address, {"form-TOTAL_FORMS": "1000000", "form-INITIAL_FORMS": "0", "_save": "Save"})

    rows = answer.context["cl"].formset
    assert len(rows.forms) <= MOST_ROWS_OF_A_LIST
    assert f"Please submit at most {MOST_ROWS_OF_A_LIST} forms." in answer.content.decode()
    assert admin.site._registry[PracticeTranslation].list_max_show_all <= MOST_ROWS_OF_A_LIST


@pytest.fixture
def look_fors(edition):
    """One more than an action takes."""
    practice = edition.characteristics.first().practices.first()
    return LookFor.objects.bulk_create(
        LookFor(practice=practice, text=f"Text {n}", position=n) for n in range(MOST_ROWS_OF_A_LIST + 1)
    )


@pytest.mark.parametrize("across", ["0", "1"])
def test_an_action_is_done_to_a_bounded_number_of_rows(editor, look_fors, across):
    chosen = {"action": "delete_selected", "select_across": across, "index": "0"}
    chosen["_selected_action"] = [str(row.pk) for row in look_fors]

    answer = editor.post(reverse(LIST), chosen | {"post": "yes"}, follow=True)
    assert f"Choose at most {MOST_ROWS_OF_A_LIST} rows at once." in answer.content.decode()
    assert LookFor.objects.count() == len(look_fors)

    look_fors[0].delete()
    chosen["_selected_action"] = chosen["_selected_action"][1:]
    editor.post(reverse(LIST), chosen | {"post": "yes"}, follow=True)
    assert not LookFor.objects.exists()


@pytest.mark.parametrize("typed", ["a " * 1_000, "a" * 2_000, '"' * 2_000])
@pytest.mark.parametrize("name", [LIST, "admin:people_user_changelist"])
def test_a_search_is_bounded(client, edition, typed, name):
    person = appoint(Role.FRAMEWORK_EDITOR)
    client.force_login(appoint(Role.INSTALLATION_ADMINISTRATOR, person))

    assert client.get(reverse(name), {"q": typed}).status_code == 200
    found = client.get(reverse("admin:people_user_changelist"), {"q": f"{person.name} {person.email}"})
    assert list(found.context["cl"].queryset) == [person]
    assert (LONGEST_SEARCH, MOST_WORDS) == (200, 20)


@pytest.mark.parametrize("lookup", ["text__regex", "text__iregex", "practice__statement__regex"])
def test_no_pattern_can_be_searched_for_that_takes_for_ever(editor, look_fors, lookup, seconds_of_processor):
    LookFor.objects.filter(pk=look_fors[0].pk).update(text="a" * 40 + "!")
    with seconds_of_processor(20):
        assert editor.get(reverse(LIST), {lookup: "(a|aa)+$"}).status_code == 400
