"""Cycles that were published under the rule before get their blocks while their ratings stand; else they have none."""

import calendar
from collections import defaultdict
from fractions import Fraction

from django.db import migrations
from django.db.models import Count
from django.utils import timezone

from assessments.publishing.blocks import (
    in_quarters,
    is_mirrored,
    shares_of,
    sort_into_blocks,
    step_of,
    within_the_ends,
)
from people.text import alphabetical


def write_blocks(apps, schema_editor):
    """Write what publication writes since, with the families that the records name: those of their day."""
    Cycle = apps.get_model("assessments", "Cycle")
    for cycle in Cycle.objects.filter(published_at__isnull=False, purged_at__isnull=True):
        if kept_until(cycle) > timezone.now():
            OfCycle(apps, cycle).write()


def kept_until(cycle):
    """The last moment at which the ratings of a published cycle are kept."""
    start = cycle.published_at
    months = start.month - 1 + cycle.retention_months
    year, month = start.year + months // 12, months % 12 + 1
    return start.replace(year=year, month=month, day=min(start.day, calendar.monthrange(year, month)[1]))


class OfCycle:
    """The blocks and the mirror of one cycle."""

    def __init__(self, apps, cycle):
        self.apps, self.cycle = apps, cycle
        assessments = self.model("Assessment").objects.filter(cycle=cycle, record__isnull=False)
        assessments = list(assessments.select_related("record__family"))
        self.schools = {a.pk: a.record.family for a in assessments if a.school_id}
        self.teams = {a.pk for a in assessments if not a.school_id}
        practices = apps.get_model("frameworks", "Practice").objects
        self.practices = practices.filter(characteristic__edition=cycle.edition_id).values_list("pk", flat=True)
        levels = apps.get_model("frameworks", "Level").objects.filter(scale=cycle.scale_id).order_by("value")
        self.levels = list(levels.values_list("pk", "value"))

    def model(self, name):
        """A model as it was at this migration."""
        return self.apps.get_model("assessments", name)

    def write(self):
        """Write both."""
        self.answered = self.count_answers()
        self.write_blocks()
        self.write_mirror()

    def count_answers(self):
        """How many people gave each answer, by practice and assessment, in the order of the shares."""
        place = {pk: index for index, (pk, _value) in enumerate(self.levels)}
        place |= {"not_enough_information": len(place), "does_not_apply": len(place) + 1}
        ratings = self.model("Rating").objects.filter(seat__cycle=self.cycle).exclude(answer="withdrawn")
        rows = ratings.order_by().values_list("practice", "seat__assessment", "answer", "level").annotate(Count("pk"))
        found = defaultdict(lambda: defaultdict(lambda: [0] * len(place)))
        for practice, assessment, answer, level, number in rows:
            found[practice][assessment][place[level or answer]] += number
        return found

    def write_blocks(self):
        """Sort the schools' teams into blocks and write their shares."""
        ratings = self.model("Rating").objects.filter(seat__assessment__in=self.schools).exclude(answer="withdrawn")
        counted = ratings.order_by().values_list("seat__assessment").annotate(Count("seat", distinct=True))
        people = dict.fromkeys(self.schools, 0) | dict(counted)
        by_name = {"by_name": lambda family: alphabetical(family.name)}
        found = sort_into_blocks(people, self.schools, self.cycle.threshold, **by_name)
        for position, one in enumerate(found, start=1):
            family = one.families[0] if one.families else None
            everybody = sum(people[team] for team in one.teams)
            block = self.model("Block").objects.create(
                cycle=self.cycle,
                position=position,
                family=family,
                family_name=family.name if family else "",
                has_others=one.others,
                is_all=len(one.teams) == len(self.schools),
                people=everybody,
                step=step_of(everybody),
            )
            block.assessments.set(one.teams)
            rows = [
                self.model("BlockPractice")(
                    block=block,
                    cycle=self.cycle,
                    practice_id=practice,
                    shares=shares_of(one, people, self.answered[practice], self.cycle.threshold),
                )
                for practice in self.practices
            ]
            self.model("BlockPractice").objects.bulk_create(rows)

    def write_mirror(self):
        """Write the district team's means of the practices that it revealed."""
        values = [value for _pk, value in self.levels]
        for assessment, practice in (
            self.model("Reveal").objects.filter(assessment__in=self.teams).values_list("assessment", "practice")
        ):
            counts = self.answered[practice][assessment]
            if not is_mirrored(sum(counts), self.cycle.threshold):
                continue
            given = counts[: len(values)]
            total = sum(count * value for count, value in zip(given, values, strict=True))
            mean = within_the_ends(in_quarters(Fraction(total, sum(given))), values) if sum(given) else None
            self.model("MirrorPractice").objects.create(
                cycle=self.cycle, practice_id=practice, people=sum(counts), quarters=mean
            )


class Migration(migrations.Migration):
    dependencies = [("assessments", "0012_blocks_of_schools"), ("people", "0004_access_tokens")]

    operations = [migrations.RunPython(write_blocks, migrations.RunPython.noop, elidable=True)]
