"""How a view loads the record that a paired team reads."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from districts.roles.roles_held import roles_held_by
from districts.roles.timezones import activate_timezone_of

from . import queries
from .models import Pairing


def record_for_reader(request, pairing_pk):
    """A pair and its record, for members of the reading team; 404 once it has ended, and for everyone else."""
    pairs = Pairing.objects.read_by(roles_held_by(request.user).team_ids).with_context()
    pairing = get_object_or_404(pairs, pk=pairing_pk)
    record = queries.current_record(pairing)
    if record is None or not pairing.is_open:
        raise Http404
    activate_timezone_of(pairing.cycle.district)
    record.cycle, record.assessment = pairing.cycle, pairing.rated
    return pairing, record
