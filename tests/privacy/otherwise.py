"""Other answers and other outcomes, in words that stand in no page unless somebody's own text does."""

import datetime

from django.db.models import F

from assessments.meeting.models import Outcome
from assessments.rating.models import Rating
from tests.privacy.world import others

NOTE, WHY, DISSENT = "zebra-note", "zebra-why", "zebra-dissent"


def ratings_of(world, *names, practices=None):
    """Ratings of these teams in the open cycle, of those who look at no page in the walk."""
    ratings = Rating.objects.filter(seat__cycle=world.cycle, seat__assessment__team__in=[world.team[n] for n in names])
    return others(ratings.filter(practice__in=practices) if practices else ratings)


def answer_otherwise(world, ratings):
    """The same people answered something else, and wrote something else."""
    levels = {level.value: level for level in world.scale.levels.all()}
    for rating in ratings.select_related("level", "seat"):
        rating.level = levels[4 if (rating.level.value + rating.seat.person_id) % 2 else 1]
        rating.note, rating.revision = NOTE, rating.revision + 3
        rating.saved_at = rating.saved_at - datetime.timedelta(minutes=5)
        rating.save()


def agree_otherwise(world, name):
    """The team agreed something else, for other reasons."""
    agreed = Outcome.objects.filter(assessment=world.assessment(name))
    agreed.update(level=world.scale.levels.get(value=4), reason=WHY, dissent=DISSENT, revision=F("revision") + 1)
