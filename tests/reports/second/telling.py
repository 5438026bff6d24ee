"""Districts in which anything is said at random: two cycles closed and published as they would be, and one under way."""

import datetime
import itertools

from django.utils import timezone

from assessments.evidence.models import EvidenceLink
from assessments.meeting import actions as meeting_actions
from assessments.meeting.models import Outcome, OutcomeKind
from assessments.publishing import actions as publishing_actions
from assessments.rating.models import Answer, Rating, Seat
from assessments.record import actions as record_actions
from people.users import User
from tests.factories import (
    join,
    make_assessment,
    make_cycle,
    make_district,
    make_edition,
    make_evidence,
    make_family,
    make_scale,
    make_school,
    make_team,
    number,
    practices_of,
)
from tests.reports.factories import make_crosswalk

KINDS, RUNGS = ("document", "data", "observation", "voices"), ("doing", "improving", "changing")
# What became of eight practices; ``TURNED``: the same, written from the newer edition to the older.
CROSSWALK = [
    ("1.1", "1.1", "same"), ("1.2", "1.2", "reworded"), ("2.1", "1.3", "moved"), ("1.3", None, "retired"),
    ("2.2", "2.1", "same"), ("2.3", "2.2", "split"), ("2.3", "2.3", "split"), ("1.4", "2.4", "moved"),
    ("2.4", "1.4", "same"),
]  # fmt: skip
TURNED = {"retired": "new", "split": "merged"}


def people(many):
    """So many people, who are nobody in particular."""
    numbers = itertools.islice(number, many)
    return User.objects.bulk_create(User(name=f"Person {n}", email=f"person{n}@example.org") for n in numbers)


class Told:
    """A district told with the help of ``chance``; crowded, it has enough schools and people for several blocks."""

    def __init__(self, chance, crowded=False):
        self.chance, self.district, self.scale = chance, make_district(), make_scale()
        self.families = {}  # by published cycle, as they were on its day
        self.sizes, schools = ((4, 12), (9, 15)) if crowded else ((0, 9), (2, 7))
        self.levels = list(self.scale.levels.order_by("value"))
        if chance.random() < 0.2:
            self.scale.levels.update(is_target=False)
        families = [make_family(self.district) for _ in range(2)]
        places = [chance.choice([*families, None]) for _ in range(chance.randint(*schools))]
        schools = [make_school(self.district, family=family) for family in places]
        self.teams = [make_team(self.district, school) for school in schools]
        if chance.random() < 0.85:
            self.teams.append(make_team(self.district))
        self.tell(self.two_editions(), families)

    def two_editions(self):
        """The same edition twice, or two with a crosswalk, written one way or the other."""
        old = make_edition(2, 4)
        if self.chance.random() < 0.3:
            return old, old
        new = make_edition(2, 4)
        if self.chance.random() < 0.5:
            make_crosswalk(old, new, *CROSSWALK)
        else:
            make_crosswalk(new, old, *((after, before, TURNED.get(r, r)) for before, after, r in CROSSWALK))
        return old, new

    def tell(self, editions, families):
        """Two cycles that are closed and published; then one under way."""
        for years_ago, edition in zip((2, 1), editions, strict=True):
            cycle = self.cycle(edition, years_ago)
            taking_part = [team for team in self.teams if self.chance.random() < 0.9] or self.teams
            for team in taking_part:
                self.assess(cycle, team)
                self.rename(families, 0.15)
            self.go_on(families)
            self.families[cycle.pk] = self.families_now()
            publishing_actions.publish_cycle(cycle=cycle, by=None)
        self.under_way(self.cycle(editions[-1], 0))

    def go_on(self, families):
        """Life goes on between the last close and the publication: schools change their family, families their name."""
        self.rename(families, 0.2)
        for team in self.teams:
            if team.school and self.chance.random() < 0.2:
                team.school.family = self.chance.choice(families)
                team.school.save()

    def families_now(self):
        """By school its family's key and name on this day; no school that has none."""
        rows = self.district.schools.filter(family__isnull=False)
        return {school: family for school, *family in rows.values_list("pk", "family", "family__name")}

    def rename(self, families, how_often):
        """Some families have another name from now on; what closed before keeps the old one."""
        for family in families:
            if self.chance.random() < how_often:
                family.name = f"{family.name} again"
                family.save()

    def cycle(self, edition, years_ago):
        """A cycle of so many years ago, with a threshold that may have been raised."""
        opens = self.district.today() - datetime.timedelta(days=365 * years_ago + 10)
        dates = {"opens_on": opens, "closes_on": opens + datetime.timedelta(days=30)}
        dates |= {"retention_months": 120}  # published as late as now, with its ratings
        return make_cycle(self.district, edition, self.scale, threshold=self.chance.choice([3, 5, 5, 6]), **dates)

    def assess(self, cycle, team):
        """A team rates, reveals, agrees, and closes; at times it ends instead, or comes back and closes once more."""
        assessment = make_assessment(cycle, team, meeting_started_at=timezone.now())
        if self.chance.random() < 0.05 and cycle.records.exists():
            return record_actions.end_assessment_without_result(assessment=assessment, reason="Moved", by=None)
        practices = practices_of(assessment)
        self.rate(assessment, practices, self.chance.randint(*self.sizes))
        revealed = [practice for practice in practices if self.chance.random() < 0.95]
        for practice in revealed:
            meeting_actions.reveal_practice(assessment=assessment, practice=practice, by=None)
        self.agree(assessment, practices)
        self.link(assessment, practices)
        record_actions.close_assessment(assessment=assessment, by=None)
        if self.chance.random() < 0.15:
            record_actions.reopen_assessment(assessment=assessment, reason="Once more", by=None)
            Outcome.objects.filter(assessment=assessment, practice=practices[0]).delete()
            record_actions.close_assessment(assessment=assessment, by=None)
        return assessment

    def rate(self, assessment, practices, many, answers=0.97):
        """So many people answer most practices, in some teams all alike, at times with too little information."""
        held = {"district": assessment.district, "cycle": assessment.cycle, "assessment": assessment}
        seats = Seat.objects.bulk_create(Seat(person=person, **held) for person in people(many))
        often = {practice: self.chance.choice([answers, answers, answers / 4]) for practice in practices}
        leaning = self.chance.randint(0, 3), self.chance.choice([0, 0.3, 0.8]), self.chance.choice([0, 0.1, 0.5])
        Rating.objects.bulk_create(
            self.rating(seat, practice, place, *leaning)
            for place, practice in enumerate(practices)
            for seat in seats
            if self.chance.random() < often[practice]
        )
        return seats

    def rating(self, seat, practice, place, lean, apart, lacks):
        """One answer: near the level that most have, or none."""
        if self.chance.random() < lacks:
            said = [
                Answer.NOT_ENOUGH_INFORMATION,
                Answer.NOT_ENOUGH_INFORMATION,
                Answer.DOES_NOT_APPLY,
                Answer.WITHDRAWN,
            ]
            return Rating(seat=seat, practice=practice, answer=self.chance.choice(said))
        level = (place + lean) % 4 + (self.chance.choice([-2, -1, 1]) if self.chance.random() < apart else 0)
        return Rating(seat=seat, practice=practice, answer=Answer.LEVEL, level=self.levels[min(max(level, 0), 3)])

    def agree(self, assessment, practices):
        """A level of most practices in most teams, and of all others anything else that a team can say."""
        agreeing, others = self.chance.choice([0.4, 0.7, 0.95]), [o for o in OutcomeKind if o != OutcomeKind.LEVEL]
        for practice in practices:
            agrees = self.chance.random() < agreeing
            kind = OutcomeKind.LEVEL if agrees else self.chance.choice(others)
            if kind != OutcomeKind.NOT_DISCUSSED:
                Outcome.objects.create(
                    assessment=assessment,
                    practice=practice,
                    kind=kind,
                    level=self.chance.choice(self.levels) if agrees else None,
                    reason="Why",
                    locally_different=self.chance.random() < 0.2,
                )

    def link(self, assessment, practices):
        """Pieces of evidence of any kind and rung, each linked to some practices."""
        for _piece in range(self.chance.randint(0, 4)):
            kind, rung = self.chance.choice(KINDS), self.chance.choice(RUNGS)
            piece = make_evidence(assessment.team, kind=kind, rung=rung)
            linked = self.chance.sample(practices, self.chance.randint(1, 4))
            EvidenceLink.objects.bulk_create(
                EvidenceLink(assessment=assessment, evidence=piece, practice=practice) for practice in linked
            )

    def under_way(self, cycle):
        """Teams that rate: people who have a seat, who have none yet, and who rate in another team."""
        for team in self.teams:
            assessment = make_assessment(cycle, team)
            seats = self.rate(assessment, practices_of(assessment), self.chance.randint(0, 4), answers=0.6)
            for person in [*(seat.person for seat in seats), *people(self.chance.randint(0, 2))]:
                if self.chance.random() < 0.8:
                    join(self.chance.choice(self.teams), person)


def tell(chance, crowded=False):
    """A district, and by cycle where its schools belonged on the day of publication."""
    told = Told(chance, crowded)
    return told.district, told.families
