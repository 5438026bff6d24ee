"""How a view loads a piece of evidence."""

from django.shortcuts import get_object_or_404

from .models import Evidence


def piece_for(assessment, pk):
    """A piece in the library of the assessment's team; 404 for any other, and for a deleted one."""
    pieces = Evidence.objects.available().filter(team=assessment.team_id)
    return get_object_or_404(pieces.select_related("created_by", "changed_by"), pk=pk)
