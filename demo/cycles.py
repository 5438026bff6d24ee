"""A cycle as a district goes through it.

Decisions go through the actions; their times are set back afterwards.
"""

import datetime
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import F

from assessments.cycles.actions import open_cycle
from assessments.cycles.models import Assessment, Cycle
from assessments.meeting.actions import start_meeting
from assessments.meeting.band_queries import with_a_spread
from assessments.meeting.models import Outcome, OutcomeKind
from assessments.publishing.actions import publish_cycle
from assessments.rating.models import Answer, Reveal, Seat
from assessments.record.actions import close_assessment
from assessments.record.models import Record
from frameworks.framework_cache import levels_of
from frameworks.models.edition import Edition
from frameworks.models.scale import Scale
from people.users import Acceptance, User

from .assessment_texts import assessment_texts
from .districts import DemoDistrict
from .evidence import EvidenceLibrary, EvidenceText, choose_pieces
from .levels import AgreedOutcome, DemoPractice, agree, answers, practices_of, seeded_random
from .outcome_texts import OutcomeTexts
from .places import Place
from .rating_rows import analyze_tables, insert_ratings


@dataclass(frozen=True)
class CycleDates:
    opens: datetime.date
    closes: datetime.date
    published: datetime.date | None = None


@dataclass(frozen=True)
class AssessmentScript:
    place: Place
    number: int
    people: list[User]
    share: tuple[float, ...]
    opens: datetime.date
    met: datetime.datetime
    midway: datetime.datetime
    agreed: list[tuple[DemoPractice, AgreedOutcome]] = field(default_factory=list)
    pieces: list[EvidenceText] = field(default_factory=list)

    @property
    def in_the_room(self):
        """Whether the team records outcomes together, without ratings."""
        return self.place.story == "in the room" and self.number == 1


class DemoCycle:
    def __init__(
        self,
        demo: DemoDistrict,
        library: EvidenceLibrary,
        edition: Edition,
        scale: Scale,
        number: int,
        dates: CycleDates,
    ):
        self.demo, self.library, self.number, self.dates = demo, library, number, dates
        self.edition, self.scale = edition, scale
        self.practices = practices_of(edition)
        self.scripts: dict[Assessment, AssessmentScript] = {}

    @cached_property
    def levels(self):
        return {level.value: level for level in levels_of(self.scale.pk)}

    def moment(self, day, hour, minute=0):
        return self.demo.district.start_of(day) + datetime.timedelta(hours=hour, minutes=minute)

    def open(self, name, places):
        teams = [self.demo.teams[place] for place in places]
        self.cycle = open_cycle(
            district=self.demo.district,
            name=name,
            edition=self.edition,
            scale=self.scale,
            opens_on=self.dates.opens,
            closes_on=self.dates.closes,
            threshold=self.demo.district.threshold,
            teams=teams,
            by=self.demo.administrator,
        )
        found = Assessment.objects.filter(cycle=self.cycle).select_related("cycle__district", "team")
        by_team = {assessment.team_id: assessment for assessment in found}
        self.assessments = {place: by_team[self.demo.teams[place].pk] for place in places}

    def write_script(self, place, *, share=None, met=None, few=False):
        """Say what a team does in this cycle; by default everybody answers nearly everything."""
        chance = seeded_random("plan", place.name, self.number)
        length = (self.dates.closes - self.dates.opens).days
        met = met or self.dates.opens + datetime.timedelta(days=length - chance.randint(1, 9))
        raters = self.demo.raters_of(place, self.number)
        usual = 0.3 if place.story == "hardly answered" else 0.985
        self.scripts[self.assessments[place]] = AssessmentScript(
            place=place,
            number=self.number,
            people=raters,
            share=tuple(share) if share else (usual,) * len(raters),
            opens=self.dates.opens,
            met=self.moment(met, 15, 30),
            midway=self.moment(self.dates.opens + (met - self.dates.opens) / 2, 11),
            agreed=[(practice, agree(place, practice, self.number)) for practice in self.practices],
            pieces=choose_pieces(place, self.number, few),
        )

    def rate(self, in_order=False):
        taking = [(a, p, person) for a, p in self.scripts.items() if not p.in_the_room for person in p.people]
        taking = [(a, p, person) for a, p, person in taking if p.share[p.people.index(person)] > 0]
        seats = Seat.objects.bulk_create(
            Seat(
                district=self.demo.district,
                cycle=self.cycle,
                assessment=assessment,
                person=person,
                taken_at=self.moment(self.dates.opens, 9) + datetime.timedelta(minutes=7 * index),
            )
            for index, (assessment, script, person) in enumerate(taking)
        )
        Acceptance.objects.bulk_create(
            (Acceptance(notice=self.cycle.notice, person_id=s.person_id, accepted_at=s.taken_at) for s in seats),
            ignore_conflicts=True,
        )
        by_person = {(seat.assessment_id, seat.person_id): seat for seat in seats}
        rows = (row for a, script in self.scripts.items() for row in self.ratings(a, script, by_person, in_order))
        insert_ratings(rows, seeded_random("edits", self.cycle.name))
        # As the first answer does; here all of them are written at once.
        Cycle.objects.filter(pk=self.cycle.pk).update(ratings_counted_from=F("closes_on"))
        self.kinds = self.library.gather(self.cycle, self.scripts)
        analyze_tables()

    def ratings(self, assessment, script, seats, in_order):
        """A team's private ratings; with ``in_order``, people have answered only the first practices."""
        chance = seeded_random("answer", script.place.name, self.number)
        for index, practice in enumerate(self.practices):
            given = answers(script.place, practice, self.number, len(script.people))
            for person, share, (answer, value) in zip(script.people, script.share, given, strict=True):
                seat = seats.get((assessment.pk, person.pk))
                reached = index < share * len(self.practices) if in_order else chance.random() < share
                if seat and reached:
                    yield self.rating(seat, practice, answer, value, script, chance)

    def rating(self, seat, practice, answer, value, script, chance):
        level = self.levels[value].pk if answer == Answer.LEVEL else None
        note = chance.choice(assessment_texts().rating_notes) if chance.random() < 0.04 else ""
        saved_at = script.midway + datetime.timedelta(minutes=chance.randint(-2000, 1000))
        return seat.pk, practice.pk, answer, level, note, saved_at

    def meet(self, assessment):
        script = self.scripts[assessment]
        by = self.demo.facilitators[script.place]
        start_meeting(assessment=assessment, by=by, in_the_room=script.in_the_room)
        Assessment.objects.filter(pk=assessment.pk).update(meeting_started_at=script.met)
        if not script.in_the_room:
            shown = with_a_spread(assessment)
            Reveal.objects.bulk_create(
                Reveal(assessment=assessment, practice_id=pk, revealed_by=by, shows_spread=pk in shown)
                for pk in (practice.pk for practice, _ in script.agreed)
            )
        Reveal.objects.filter(assessment=assessment).update(revealed_at=script.met + datetime.timedelta(minutes=12))
        Outcome.objects.bulk_create(self.outcome_rows(assessment, script.agreed, by))

    def outcome_rows(self, assessment, agreed, by):
        script = self.scripts[assessment]
        texts = OutcomeTexts(script.place, script.number)
        said = [(p, outcome) for p, outcome in agreed if outcome.kind != OutcomeKind.NOT_DISCUSSED]
        for index, (practice, outcome) in enumerate(said):
            yield Outcome(
                assessment=assessment,
                practice_id=practice.pk,
                kind=outcome.kind,
                level=self.levels.get(outcome.value),
                recorded_by=by,
                recorded_at=script.met + datetime.timedelta(minutes=13 + 2 * index),
                **texts.fields(practice, outcome, self.kinds.get((assessment.pk, practice.pk), 0)),
            )

    def close(self, assessment):
        script = self.scripts[assessment]
        record = close_assessment(assessment=assessment, by=self.demo.facilitators[script.place])
        Record.objects.filter(pk=record.pk).update(closed_at=script.met + datetime.timedelta(hours=3))
        return record

    def publish(self):
        publish_cycle(cycle=self.cycle, by=self.demo.administrator)
        Cycle.objects.filter(pk=self.cycle.pk).update(published_at=self.moment(self.dates.published, 10))
