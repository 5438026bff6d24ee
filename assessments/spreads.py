"""Spreads of a team: what was revealed, for whoever was in the team at that moment and is in it now.

With ``reading`` and ``block_queries`` the only place that asks the rating table for more than the author's own rows.
"""

from collections import Counter, defaultdict

from django.db.models import Exists, OuterRef

from . import figures
from .models import Answer, Rating, Reveal
from .texts import levels_of

FEWEST_FOR_A_SPREAD = 3


def spread_for(assessment, practice, reader):
    """The spread of a practice, for one reader; None where they may not read it or fewer than three gave a level."""
    return spreads_for(assessment, reader, practice=practice).get(practice.pk)


def spreads_for(assessment, reader, practice=None):
    """The spreads that a reader reads in their team, by practice id: of all practices, or of one."""
    seen = Reveal.objects.seen_by(reader).filter(assessment=assessment, practice=OuterRef("practice"))
    spreads = spreads_of(assessment, lambda ratings: ratings.filter(Exists(seen)), practice)
    return {key: spread for key, spread in spreads.items() if spread.people >= FEWEST_FOR_A_SPREAD}


def spreads_before_any_reveal(assessment):
    """The spreads of all practices, for the order in which a meeting starts and for nothing else."""
    return spreads_of(assessment, lambda ratings: ratings)


def spreads_of(assessment, narrow, practice=None):
    """How many people gave each level, by practice id, of the ratings that ``narrow`` leaves."""
    levels = levels_of(assessment.cycle.scale_id)
    position = {level.pk: index for index, level in enumerate(levels)}
    ratings = Rating.objects.readable_in(assessment.cycle).filter(
        seat__assessment=assessment, answer__in=[Answer.LEVEL, Answer.NOT_ENOUGH_INFORMATION]
    )
    if practice is not None:
        ratings = ratings.filter(practice=practice)
    given, lacking = defaultdict(list), Counter()
    for practice_id, level_id in narrow(ratings).values_list("practice", "level"):
        if level_id is None:
            lacking[practice_id] += 1
            given[practice_id] += []
        else:
            given[practice_id].append(position[level_id])
    return {key: figures.spread(found, len(levels), lacking[key]) for key, found in given.items()}


def from_before(assessment, reader):
    """The keys of the practices revealed while the reader was not in the team, whatever they showed.

    None once the ratings have ended: then nobody reads what any of them showed.
    """
    if assessment.cycle.ratings_have_ended:
        return set()
    revealed = Reveal.objects.filter(assessment=assessment).for_reader(reader)
    return set(revealed.filter(was_there=False).values_list("practice", flat=True))
