"""The province: what is kept of closed records gives way to new ones, and its table is drawn without markup of others."""

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from assessments.record.models import Record
from reports.province.value import province
from tests.reports.factories import add_school, make_published, make_record

pytestmark = pytest.mark.django_db
ALL_FOUR = {"1.1": 2, "1.2": 2, "1.3": 3, "1.4": 2}


@pytest.fixture
def cycle():
    cycle = make_published()
    for number in range(2):
        add_school(cycle, ALL_FOUR, name=f"School {number}")
    return cycle


def levels(tables):
    return [cell.text for table in tables for row in table.rows for cell in row.cells]


def test_what_is_kept_of_records_is_not_summed_again(cycle, django_assert_num_queries):
    province()

    with django_assert_num_queries(4):  # cycles, which records stand, characteristics, their translations
        province()


def test_what_is_kept_gives_way_to_a_replaced_and_to_a_new_record(cycle):
    record = Record.objects.filter(cycle=cycle).first()
    before = levels(province())

    Record.objects.filter(pk=record.pk).update(superseded_at=timezone.now())
    between = levels(province())
    make_record(record.assessment, dict.fromkeys(ALL_FOUR, 4), version=2)
    after = levels(province())

    assert [found[0] for found in (before, between, after)] == ["2.3", "–", "3.1"]


def test_names_of_districts_and_cycles_are_text_and_never_markup(cycle):
    cycle.district.name, cycle.name = "<b>Lakes</b>", "<i>2026</i>"
    cycle.district.save()
    cycle.save()

    drawn = render_to_string("reports/province/_districts.jinja", {"table": province()[0]})

    assert '<th scope="row">&lt;b&gt;Lakes&lt;/b&gt; <span class="small muted">&lt;i&gt;2026&lt;/i&gt;</span>' in drawn
