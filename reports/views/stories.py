"""The story behind a cell of the heatmap: a page of its own, and a side panel of the heatmap."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from ..cells import links_for
from ..choice import choice_for
from ..choosing import overseen_by
from ..heatmap import seen
from ..story import story_of
from .asking import asked_for


def page(request, slug, number, *, school_pk=None, team_pk=None):
    """A team's story of a characteristic; 404 where it has no record in the cycle, or is not this person's to read."""
    district, cycles, records = asked_for(request, slug)
    if records is None or records.index(number) is None:
        raise Http404
    overseen = overseen_by(request, district)
    choice = choice_for(request, records, cycles, overseen)
    if school_pk:
        entry = next((e for e in seen(records.schools, overseen) if e.school_pk == school_pk), None)
    else:
        entry = next((e for e in records.teams if e.team_pk == team_pk and overseen is None), None)
    if entry is None:
        raise Http404
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
    return render(request, "reports/story.html#told" if request.htmx else "reports/story.html", context)


@gzip_page
@require_safe
def school_story(request, slug, number, school_pk):
    """What stands behind a school's cell."""
    return page(request, slug, number, school_pk=school_pk)


@gzip_page
@require_safe
def team_story(request, slug, number, team_pk):
    """What stands behind the district team's cell."""
    return page(request, slug, number, team_pk=team_pk)
