"""How a view loads its assessment or cycle: 404 where the person may not see it, 403 without the permission."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from districts.roles.roles_held import roles_held_by
from districts.roles.scope import require
from districts.roles.timezones import activate_timezone_of
from frameworks.framework_cache import practices_of

from .models import Assessment, Cycle


def assessment_for(request, pk, perm="assessments.view_assessment"):
    """The assessment, if the person is in its team today and holds the permission."""
    teams = roles_held_by(request.user).team_ids
    assessment = get_object_or_404(Assessment.objects.of_teams(teams).with_context(), pk=pk)
    require(request, perm, assessment)
    activate_timezone_of(assessment.cycle.district)
    return assessment


def practice_for(assessment, uuid):
    practice = practices_of(assessment.cycle.edition_id).get(uuid)
    if practice is None:
        raise Http404
    return practice


def cycle_for(district, pk):
    cycles = Cycle.objects.filter(district=district).select_related("district", "edition", "scale")
    return get_object_or_404(cycles, pk=pk)
