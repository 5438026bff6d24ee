"""Spreads of a team, for people who were in it at the reveal and are in it now.

Only this module, ``band_queries``, ``rating.queries``, ``rating.progress`` and ``publishing.queries`` read ratings beyond
the author's own.
"""

from collections import Counter, defaultdict

from django.db.models import BigIntegerField, DateTimeField, Exists, OuterRef
from django.utils import timezone

from assessments.figures import spread
from assessments.rating.models import Answer, Rating, Reveal, Seat
from frameworks.framework_cache import levels_of
from people.prepared import Parameter, Prepared

from .bands import FEWEST_FOR_A_SPREAD

READER, ASSESSMENT, PRACTICE = (Parameter(name, BigIntegerField()) for name in ("reader", "assessment", "practice"))
NOW = Parameter("now", DateTimeField())


def visible_ratings():
    """Practice and level of each rating in the spreads a reader may read; level None for not enough information."""
    seen = Reveal.objects.seen_by(READER, NOW).filter(assessment=ASSESSMENT, practice=OuterRef("practice"))
    # By seat, not by a join: SQLite would read every rating of a practice in the installation.
    seats = Seat.objects.filter(assessment=ASSESSMENT).values("pk")
    return Rating.objects.filter(
        Exists(seen), seat__in=seats, answer__in=[Answer.LEVEL, Answer.NOT_ENOUGH_INFORMATION]
    ).values_list("practice_id", "level_id")


SEEN = Prepared(visible_ratings)
SEEN_OF_PRACTICE = Prepared(lambda: visible_ratings().filter(practice=PRACTICE))


def spread_for(assessment, practice, reader):
    """The spread of a practice for one reader; None where they may not read it or it is not shown."""
    return spreads_for(assessment, reader, practice=practice).get(practice.pk)


def spreads_for(assessment, reader, practice=None):
    """The spreads a reader may read, by practice id: of all practices, or of one."""
    if assessment.cycle.ratings_have_ended:
        return {}
    levels = levels_of(assessment.cycle.scale_id)
    position = {level.pk: index for index, level in enumerate(levels)}
    asked = {"reader": reader.pk, "assessment": assessment.pk, "now": timezone.now()}
    ratings = SEEN(**asked) if practice is None else SEEN_OF_PRACTICE(**asked, practice=practice.pk)
    given, lacking = defaultdict(list), Counter()
    for practice_id, level_id in ratings:
        if level_id is None:
            lacking[practice_id] += 1
        else:
            given[practice_id].append(position[level_id])
    return {
        key: spread.spread(found, len(levels), lacking[key])
        for key, found in given.items()
        if len(found) >= FEWEST_FOR_A_SPREAD
    }


def from_before(assessment, reader):
    """Keys of the practices revealed while the reader was not in the team, whatever they showed.

    Empty once the ratings have ended, since nobody reads any spread then.
    """
    if assessment.cycle.ratings_have_ended:
        return set()
    revealed = Reveal.objects.filter(assessment=assessment).for_reader(reader)
    return set(revealed.filter(was_there=False).values_list("practice", flat=True))
