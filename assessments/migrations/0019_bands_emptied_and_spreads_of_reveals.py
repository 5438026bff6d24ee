"""The exact order of earlier meetings goes, and each reveal says whether enough had answered for its spread."""

from collections import defaultdict

from django.db import migrations
from django.db.models import Count

from assessments.meeting.bands import Answered, spread_is_shown


def empty_the_order(apps, schema_editor):
    """No practice of a meeting that has begun stands first any more; its team goes on in the edition's order.

    Bands say what stood when a meeting first started. Of these meetings nobody knows that: an order of all practices
    is no band, and answers have changed since. Bands made now, beside the order that the team has seen, would say
    whose answers moved in between. Little is lost: what stood furthest apart came first, and is revealed.
    """
    apps.get_model("assessments", "Assessment").objects.update(talk_first=[])


def decide_spreads(apps, schema_editor):
    """Ask of each reveal what is asked at a reveal now: three levels, and half of those who rated at that moment."""
    Reveal, Cycle = apps.get_model("assessments", "Reveal"), apps.get_model("assessments", "Cycle")
    for cycle in Cycle.objects.filter(purged_at__isnull=True, assessments__reveals__isnull=False).distinct():
        levels = list(cycle.scale.levels.order_by("value").values_list("pk", flat=True))
        seats = dict(
            apps.get_model("assessments", "Seat").objects.filter(cycle=cycle).values_list("person", "assessment")
        )
        for assessment in cycle.assessments.filter(reveals__isnull=False).distinct():
            shown = [pk for pk, shows in of_reveals(apps, assessment, levels, seats) if shows]
            Reveal.objects.filter(pk__in=shown).update(shows_spread=True)


def of_reveals(apps, assessment, levels, seats):
    """Whether its spread is shown, reveal by reveal; ``seats``: in which assessment each person of the cycle rates."""
    answered, people = answers_of(apps, assessment, levels)
    # Who rated at that moment: memberships are kept with their days.
    memberships = apps.get_model("districts", "Membership").objects.filter(team=assessment.team_id, rates=True)
    raters = [
        (person, starts_at, ends_at)
        for person, starts_at, ends_at in memberships.values_list("person", "starts_at", "ends_at")
        if seats.get(person, assessment.pk) == assessment.pk
    ]
    for pk, practice, moment in assessment.reveals.values_list("pk", "practice", "revealed_at"):
        then = {person for person, start, end in raters if start <= moment and (end is None or end > moment)}
        yield pk, practice in answered and spread_is_shown(answered[practice], len(then | people))


def answers_of(apps, assessment, levels):
    """What people answered, by practice, and everybody who left an answer."""
    ratings = apps.get_model("assessments", "Rating").objects.filter(seat__assessment=assessment).order_by()
    ratings = ratings.exclude(answer="withdrawn")
    counts, people = defaultdict(lambda: [0] * len(levels)), defaultdict(int)
    for practice, level, number in ratings.values_list("practice", "level").annotate(Count("pk")):
        people[practice] += number
        if level is not None:
            counts[practice][levels.index(level)] += number
    answered = {practice: Answered(tuple(counts[practice]), number) for practice, number in people.items()}
    return answered, set(ratings.values_list("seat__person", flat=True).distinct())


class Migration(migrations.Migration):
    dependencies = [("assessments", "0018_bands_and_conditions_of_a_reveal")]

    operations = [
        migrations.RunPython(empty_the_order, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(decide_spreads, migrations.RunPython.noop, elidable=True),
    ]
