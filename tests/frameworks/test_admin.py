"""An editor finds and edits what may be edited; a published text stays, with a sentence; nobody else comes in."""

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from districts.roles.models import Role
from frameworks.models.crosswalk import Crosswalk
from frameworks.models.edition import Edition, Practice
from frameworks.models.scale import Scale
from frameworks.models.words import LookFor
from tests.factories import appoint, make_district, make_edition, make_person, make_scale

pytestmark = [pytest.mark.django_db, pytest.mark.once]
OURS = [model for model in admin.site._registry if model._meta.app_label == "frameworks"]
EDITIONS = "/admin/frameworks/edition/"


def sign_in(client, person):
    client.force_login(person, backend="people.backends.EmailBackend")


def url_of(row, what="change"):
    return reverse(f"admin:frameworks_{row._meta.model_name}_{what}", args=[row.pk])


def posted(client, url, **changes):
    """Send the page's own form back, with changes."""
    page = client.get(url)
    forms = [page.context["adminform"].form, *(f for s in page.context["inline_admin_formsets"] for f in s.formset)]
    forms += [s.formset.management_form for s in page.context["inline_admin_formsets"]]
    data = {}
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is not None and value is not False:
                data[bound.html_name] = value
    return client.post(url, {**data, **changes})


def test_editor_opens_lists_searches_adds_and_opens_every_kind_of_row(client, editor, shipped):
    for model in OURS:
        lists, adds = (reverse(f"admin:frameworks_{model._meta.model_name}_{what}") for what in ("changelist", "add"))
        pages = [client.get(lists), client.get(lists, {"q": "a"}), client.get(adds)]
        pages += [client.get(url_of(row)) for row in model.objects.all()[:1]]
        assert [page.status_code for page in pages] == [200] * len(pages), model


@pytest.mark.parametrize("role", [Role.INSTALLATION_ADMINISTRATOR, Role.SUPERINTENDENT, None])
def test_nobody_else_reads_or_edits_frameworks_in_the_admin(client, role):
    district = make_district() if role == Role.SUPERINTENDENT else None
    sign_in(client, appoint(role, district=district) if role else make_person())

    for model in OURS:
        lists, adds = (reverse(f"admin:frameworks_{model._meta.model_name}_{what}") for what in ("changelist", "add"))
        assert {client.get(lists).status_code, client.post(adds).status_code} <= {302, 403}, model


def test_published_statement_is_read_only_and_the_page_says_what_to_do(client, editor):
    practice = Practice.objects.filter(characteristic__edition=make_edition()).first()

    page = client.get(url_of(practice))

    assert "statement" not in page.context["adminform"].form.fields
    assert "Make a new edition and a crosswalk to it" in page.text
    posted(client, url_of(practice), statement="Other")
    assert Practice.objects.get(pk=practice.pk).statement == practice.statement


def test_draft_statement_is_edited(client, editor):
    practice = Practice.objects.filter(characteristic__edition=make_edition(publish=False)).first()

    response = posted(client, url_of(practice), statement="Other")

    assert response.status_code == 302
    assert Practice.objects.get(pk=practice.pk).statement == "Other"


def test_look_fors_and_translations_of_a_published_practice_are_edited(client, editor):
    practice = Practice.objects.filter(characteristic__edition=make_edition()).first()
    look_for = LookFor.objects.create(practice=practice, position=1, text="See")

    posted(client, url_of(practice), **{"look_fors-0-text": "Hear"})

    assert LookFor.objects.get(pk=look_for.pk).text == "Hear"


def test_short_name_of_a_published_characteristic_is_edited(client, editor):
    characteristic = make_edition().characteristics.first()

    posted(client, url_of(characteristic), short_name="Shorter")

    characteristic.refresh_from_db()
    assert characteristic.short_name == "Shorter"


def test_published_edition_offers_no_delete_and_refuses_it(client, editor):
    edition = make_edition()

    assert client.post(url_of(edition, "delete"), {"post": "yes"}).status_code == 403
    client.post(EDITIONS, {"action": "delete_selected", "_selected_action": edition.pk, "post": "yes"})
    assert Edition.objects.filter(pk=edition.pk).exists()


def test_draft_is_deleted(client, editor):
    edition = make_edition(publish=False)

    client.post(url_of(edition, "delete"), {"post": "yes"})

    assert not Edition.objects.exists()


def test_new_practice_is_offered_drafts_only(client, editor):
    make_edition()
    draft = make_edition(publish=False)

    page = client.get("/admin/frameworks/practice/add/")

    offered = page.context["adminform"].form.fields["characteristic"].queryset
    assert {characteristic.edition for characteristic in offered} == {draft}


def test_save_that_comes_after_somebody_published_says_what_to_do(client, editor, monkeypatch):
    edition = make_edition(publish=False)
    practice = Practice.objects.filter(characteristic__edition=edition).first()
    save_model = type(admin.site._registry[Practice]).save_model

    def somebody_publishes_first(self, *args, **kwargs):
        edition.publish()
        save_model(self, *args, **kwargs)

    monkeypatch.setattr(type(admin.site._registry[Practice]), "save_model", somebody_publishes_first)
    page = posted(client, url_of(practice), statement="Other")

    assert page.status_code == 302
    assert "The text of a published edition does not change." in client.get(page["Location"]).text


def test_scale_in_use_is_read_only(client, editor):
    scale = make_scale()
    Scale.objects.update(frozen_at=timezone.now())

    page = client.get(url_of(scale))

    assert not page.context["adminform"].form.fields
    assert "Make a new scale" in page.text


@pytest.mark.parametrize(
    ("action", "publish", "status"), [("publish", False, "published"), ("retire", True, "retired")]
)
def test_publishing_and_retiring_ask_first(client, editor, action, publish, status):
    edition = make_edition(publish=publish)
    chosen = {"action": action, "_selected_action": edition.pk}

    asked = client.post(EDITIONS, chosen)
    before = Edition.objects.get().status
    client.post(EDITIONS, {**chosen, "confirmed": "yes"})

    assert asked.status_code == 200
    assert edition.title in asked.text
    assert (before, Edition.objects.get().status) == (edition.status, status)


def test_empty_draft_is_not_published(client, editor):
    edition = make_edition(characteristics=0, publish=False)

    page = client.post(EDITIONS, {"action": "publish", "_selected_action": edition.pk, "confirmed": "yes"}, follow=True)

    assert "This edition is empty" in page.text
    assert Edition.objects.get().is_draft


def test_new_draft_copies_everything_and_is_joined_by_a_crosswalk(client, editor, shipped):
    edition = Edition.objects.get(version="olf-placemat")
    chosen = {"action": "draft_from", "_selected_action": edition.pk}

    client.post(EDITIONS, {**chosen, "confirmed": "yes", "version": "mine", "title": "Mine"})

    draft = Edition.objects.get(version="mine")
    assert draft.is_draft
    assert statements(draft) == statements(edition)
    assert look_fors(draft) == look_fors(edition)
    assert Practice.objects.filter(characteristic__edition=draft, stakeholder_group__characteristic__edition=draft)
    assert Crosswalk.objects.filter(from_edition=edition, to_edition=draft, relation="same").count() == 58


def test_new_draft_with_a_version_that_is_taken_is_asked_again(client, editor):
    edition = make_edition()

    page = client.post(
        EDITIONS,
        {
            "action": "draft_from",
            "_selected_action": edition.pk,
            "confirmed": "1",
            "version": edition.version,
            "title": "A",
        },
    )

    assert page.status_code == 422
    assert "has this version already" in page.text


def test_crosswalk_row_takes_practices_of_its_own_editions_only(client, editor):
    one, two = make_edition(), make_edition()
    practice = Practice.objects.filter(characteristic__edition=one).first()

    page = client.post(
        "/admin/frameworks/crosswalk/add/",
        {"from_edition": one.pk, "to_edition": two.pk, "relation": "new", "to_practice": practice.pk},
    )

    assert "This practice is not in the edition chosen above" in page.text


def test_choices_and_filters_that_no_page_makes_lead_back_to_the_list(client, editor):
    make_edition()

    for response in (
        client.post(EDITIONS, {"action": "publish", "_selected_action": "x"}),
        client.get(EDITIONS, {"status__exact": "a\0b"}),
        client.get(EDITIONS, {"q": "a\0b"}),
    ):
        assert (response.status_code, response["Location"]) == (302, EDITIONS)


def statements(edition):
    return list(Practice.objects.filter(characteristic__edition=edition).values_list("code", "statement"))


def look_fors(edition):
    found = LookFor.objects.filter(practice__characteristic__edition=edition)
    return sorted(found.values_list("practice__code", "text", "translations__text"))
