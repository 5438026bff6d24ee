"""How a page finds its assessment: a team's own, 404 for everybody else, 403 without the role."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from districts.clock import use_clock_of
from districts.scope import require
from districts.standing import standing_of

from . import feedback, saving
from .models import Assessment, Cycle, Evidence, Pairing
from .reading import practice_of
from .texts import practices_of


def assessment_for(request, pk, perm="assessments.view_assessment"):
    """The assessment, when the person is in its team today and holds the permission."""
    teams = standing_of(request.user).team_ids
    assessment = get_object_or_404(Assessment.objects.of_teams(teams).with_context(), pk=pk)
    require(request, perm, assessment)
    use_clock_of(assessment.cycle.district)
    return assessment


def practice_for(assessment, uuid):
    """The practice of the assessment's edition, with ``is_revealed``; 404 for any other."""
    practice = practice_of(assessment, uuid)
    if practice is None:
        raise Http404
    return practice


def piece_for(assessment, pk):
    """A piece in the library of the assessment's team; 404 for any other, and for what was deleted."""
    pieces = Evidence.objects.available().filter(team=assessment.team_id)
    return get_object_or_404(pieces.select_related("created_by", "changed_by"), pk=pk)


def assessment_to_rate(request, pk):
    """The assessment in which a person rates; 404 and 403 as everywhere, at a fraction of the cost."""
    assessment = saving.place_to_rate(pk, request.user)
    if assessment is None:
        return assessment_for(request, pk, "assessments.rate_practice")
    use_clock_of(assessment.cycle.district)
    return assessment


def practice_to_rate(assessment, uuid):
    """The practice of the assessment's edition with this identifier, out of what the process keeps."""
    practice = practices_of(assessment.cycle.edition_id).get(uuid)
    if practice is None:
        raise Http404
    return practice


def cycle_for(district, pk):
    """A cycle of the district; 404 for any other."""
    cycles = Cycle.objects.filter(district=district).select_related("district", "edition", "scale")
    return get_object_or_404(cycles, pk=pk)


def record_for_reader(request, pairing_pk):
    """A pair and the record that the person's team may read in it; 404 once it has ended, and for all others."""
    pairs = Pairing.objects.read_by(standing_of(request.user).team_ids).with_context()
    pairing = get_object_or_404(pairs, pk=pairing_pk)
    record = feedback.standing_record(pairing)
    if record is None or not pairing.is_open:
        raise Http404
    use_clock_of(pairing.cycle.district)
    record.cycle, record.assessment = pairing.cycle, pairing.rated
    return pairing, record
