"""The story behind a cell of the heatmap: a page of its own, and a side panel of the heatmap."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.gzip import compressed
from reports.figures.cells import links_for
from reports.figures.records import visible_entries
from reports.filters import choice_for, load_cycle, overseen_by

from .value import story_of


def load_story(request, slug, number, whose):
    """The district, its cycles, the choices in the URL, the records, and the story's entry; 404 if not this person's.

    ``whose`` says of a record's entry whether it is the one.
    """
    district, cycles, records = load_cycle(request, slug)
    if records is None or records.index(number) is None:
        raise Http404
    overseen = overseen_by(request, district)
    readable = visible_entries(records.schools, overseen) + (records.teams if overseen.everything else ())
    entry = next(filter(whose, readable), None)
    if entry is None:
        raise Http404
    return district, cycles, choice_for(request, records, cycles, overseen), records, entry


def page(request, slug, number, whose):
    district, cycles, choice, records, entry = load_story(request, slug, number, whose)
    here, links = records.index(number), links_for(district, choice.query())
    beside = [(column, links.story(column.number, entry)) for column in records.columns]
    context = {
        "district": district,
        "cycles": cycles,
        "story": story_of(records, number, entry, cycles),
        "query": choice.query(),
        "record_url": links.record(entry),
        "before": beside[here - 1] if here else None,
        "after": beside[here + 1] if here + 1 < len(beside) else None,
    }
    return render(request, "reports/story/story.html#told" if request.htmx else "reports/story/story.html", context)


@compressed
@require_safe
def school_story(request, slug, number, school_pk):
    return page(request, slug, number, lambda entry: entry.school_pk == school_pk)


@compressed
@require_safe
def team_story(request, slug, number, team_pk):
    return page(request, slug, number, lambda entry: entry.school_pk is None and entry.team_pk == team_pk)
