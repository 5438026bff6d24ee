"""What pages and actions read of an assessment: practices with what is linked, the record, progress.

Everything here that touches ratings either belongs to their author or counts answers, and is empty once the cycle's
ratings have ended. Levels of others are read by ``spreads`` alone.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import BigIntegerField, Count, Exists, OuterRef, Q

from districts.models import Membership
from frameworks.models import Practice
from people.namesakes import tell_apart
from people.prepared import Given, Prepared

from .closeness import closeness_of_team
from .models import Agreement, Answer, Assessment, Evidence, EvidenceLink, Parked, Rating, Reveal, Seat, State
from .private import as_its_author_reads_it
from .spreads import from_before, spreads_for
from .texts import levels_of, practices_of
from .words import closeness_in_words


class Chip(NamedTuple):
    """As much of a piece of evidence as stands beside a practice that it is linked to."""

    pk: int
    title: str
    carrier: str
    rung: str


# What every page of the rate screen asks.
SEAT, ASSESSMENT, CHARACTERISTIC = (Given(name, BigIntegerField()) for name in ("seat", "assessment", "characteristic"))
READER = Given("reader", BigIntegerField())
RATINGS = Prepared(lambda: Rating.objects.by(SEAT))
RATINGS_HERE = Prepared(lambda: Rating.objects.by(SEAT).filter(practice__characteristic=CHARACTERISTIC))
ANSWERED = Prepared(lambda: Rating.objects.by(SEAT).answered().values_list("practice_id"))
REVEALED = Prepared(lambda: Reveal.objects.filter(assessment=ASSESSMENT).values_list("practice_id"))
REVEALED_TO = Prepared(
    lambda: Reveal.objects.filter(assessment=ASSESSMENT).for_reader(READER).values_list("practice_id", "was_there")
)
CHIPS = Prepared(
    lambda: (
        EvidenceLink.objects.standing()
        .filter(assessment=ASSESSMENT, practice__characteristic=CHARACTERISTIC)
        .values_list("practice_id", *(f"evidence__{name}" for name in Chip._fields))
    )
)


def practice_of(assessment, uuid):
    """The practice of the assessment's edition with this identifier, and whether it is revealed; or None."""
    revealed = Reveal.objects.filter(assessment=assessment, practice=OuterRef("pk"))
    return (
        Practice.objects.filter(characteristic__edition_id=assessment.cycle.edition_id, uuid=uuid)
        .select_related("characteristic")
        .annotate(is_revealed=Exists(revealed))
        .first()
    )


def seat_of(assessment, user):
    """The person's seat in this cycle, in whichever team; or None."""
    return Seat.objects.filter(cycle=assessment.cycle_id, person=user).select_related("assessment__team").first()


def answered_count(assessment, seat):
    """How many practices a seat of the assessment has answered: the one definition of progress."""
    return 0 if assessment.cycle.ratings_have_ended else len(ANSWERED(seat=seat.pk))


def binds_elsewhere(seat, assessment):
    """Whether somebody's answers in another team of the cycle keep them from rating here."""
    return bool(seat and seat.assessment_id != assessment.pk and answered_count(assessment, seat))


def practice_count(cycle):
    """How many practices a cycle's edition has."""
    return len(practices_of(cycle.edition_id))


def practice_counts(editions):
    """How many practices each of these editions has, by the edition's key."""
    counted = Practice.objects.filter(characteristic__edition__in=editions).order_by()
    return dict(counted.values_list("characteristic__edition").annotate(Count("pk")))


def next_unanswered(assessment, seat):
    """The first practice, in the edition's order, that the seat has not answered and can still rate; or None."""
    done = answers_of(seat) | revealed_in(assessment)
    return next((p for p in practices_of(assessment.cycle.edition_id).values() if p.pk not in done), None)


def own_ratings(seat, practice_ids=None, characteristic=None):
    """A person's own ratings, by practice id: all, of these practices, or of a characteristic."""
    if seat.assessment.cycle.ratings_have_ended:
        return {}
    if characteristic is not None:
        ratings = RATINGS_HERE(seat=seat.pk, characteristic=characteristic.pk)
    else:
        ratings = RATINGS(seat=seat.pk)
    if practice_ids is not None:
        ratings = [rating for rating in ratings if rating.practice_id in practice_ids]
    levels = {level.pk: level for level in levels_of(seat.assessment.cycle.scale_id)}
    found = {rating.practice_id: rating for rating in ratings}
    for rating in found.values():
        rating.level = levels.get(rating.level_id)
        as_its_author_reads_it(rating, seat.person)
    return found


def answers_of(seat):
    """The keys of the practices that a seat has answered."""
    if seat.assessment.cycle.ratings_have_ended:
        return set()
    return {practice for (practice,) in ANSWERED(seat=seat.pk)}


def revealed_in(assessment):
    """The keys of the practices that the team has revealed."""
    return {practice for (practice,) in REVEALED(assessment=assessment.pk)}


def chips_of(assessment, characteristic):
    """What is linked in this assessment to a characteristic's practices, as lists by practice id."""
    found = defaultdict(list)
    for practice, *chip in CHIPS(assessment=assessment.pk, characteristic=characteristic.pk):
        found[practice].append(Chip._make(chip))
    return found


def evidence_by_practice(assessment, practice_ids=None):
    """The evidence linked in this assessment, as lists by practice id."""
    links = EvidenceLink.objects.standing().filter(assessment=assessment)
    return by_practice(links if practice_ids is None else links.filter(practice__in=practice_ids))


def by_practice(links):
    """The linked pieces as lists by practice id."""
    found = defaultdict(list)
    for link in links:
        found[link.practice_id].append(link.evidence)
    return found


def kinds_linked(assessment, practice):
    """How many kinds of evidence are linked to a practice in this assessment."""
    return len({piece.kind for piece in evidence_by_practice(assessment, [practice.pk])[practice.pk]})


def library_of(team):
    """All evidence of a team that it can link, newest first."""
    return Evidence.objects.available().filter(team=team)


def evidence_of_others(team):
    """What no team but another can link."""
    return Evidence.objects.exclude(team=team)


def first_band_of(assessment):
    """The keys of the practices to talk about first: made of ratings, and read no longer than they are."""
    return set() if assessment.cycle.ratings_have_ended else set(assessment.talk_first)


def order_of(assessment):
    """The practices as the meeting takes them: those to talk about first, then the rest, each as the edition has them."""
    first = first_band_of(assessment)
    practices = practices_of(assessment.cycle.edition_id).values()
    return sorted(practices, key=lambda practice: practice.pk not in first)


def meeting_of(assessment, reader):
    """The practices in the meeting's order; of those revealed whether the reader was there, and what was agreed, by id."""
    revealed = {
        practice: bool(was_there) for practice, was_there in REVEALED_TO(assessment=assessment.pk, reader=reader.pk)
    }
    agreements = {a.practice_id: a for a in Agreement.objects.filter(assessment=assessment)}
    levels = {level.pk: level for level in levels_of(assessment.cycle.scale_id)}
    for agreement in agreements.values():
        agreement.level = levels.get(agreement.level_id)
    return order_of(assessment), revealed, agreements


def next_to_discuss(assessment, after):
    """The key of the practice to go on with ``after`` one, or None: those without an outcome, the parked ones last."""
    order = [practice.pk for practice in order_of(assessment)]
    place = order.index(after) if after in order else 0
    agreed = set(Agreement.objects.filter(assessment=assessment).values_list("practice", flat=True))
    parked = set(Parked.objects.filter(assessment=assessment).values_list("practice", flat=True))
    coming = [pk for pk in (*order[place:], *order[:place]) if pk != after and pk not in agreed]
    return next(iter(sorted(coming, key=lambda pk: pk in parked)), None)


def record_of(assessment, reader):
    """The team's record by characteristic: each with its practices, and the spreads that the reader saw."""
    seen, unseen = spreads_for(assessment, reader), from_before(assessment, reader)
    rows = assessment.record.practices.select_related("practice__characteristic").order_by(
        "practice__characteristic__number", "practice__position"
    )
    groups = {}
    for row in rows.prefetch_related("practice__characteristic__translations"):
        row.spread, row.from_before = seen.get(row.practice_id), row.practice_id in unseen
        row.in_words = closeness_in_words(closeness_of_team(row.spread.counts)) if row.spread else ""
        groups.setdefault(row.practice.characteristic, []).append(row)
    return groups


@dataclass(frozen=True)
class Progress:
    """How far a team is: counts of people and answers, never of levels."""

    assessment: Assessment
    people: int
    answered: int
    expected: int
    state: State

    @property
    def percent(self):
        """Answers as a whole percentage of those expected; None when nobody rates."""
        return 100 * self.answered // self.expected if self.expected else None


@dataclass(frozen=True)
class Readiness:
    """How many practices one person has answered; for the facilitator."""

    person: object
    answered: int
    expected: int
    here: bool

    @property
    def is_ready(self):
        """Whether every practice is answered."""
        return self.answered >= self.expected


def progress(assessments, practices):
    """The progress of assessments of one cycle; ``practices``: how many its edition has."""
    # Both said: by seventy assessments alone, or by the cycle alone, PostgreSQL reads every seat there is.
    seats = Seat.objects.readable_in({a.cycle for a in assessments})
    answered = answers_by_seat(seats.filter(assessment__in=[a.pk for a in assessments]))
    people = {assessment.pk: set() for assessment in assessments}
    answers = Counter()
    seated = {}
    for (assessment_id, person_id), count in answered.items():
        seated[person_id] = assessment_id
        people[assessment_id].add(person_id)
        answers[assessment_id] += count
    by_team = {assessment.team_id: assessment.pk for assessment in assessments}
    raters = Membership.objects.current().filter(team__in=by_team, rates=True).order_by()  # sorting names costs
    for team_id, person_id in raters.values_list("team", "person"):
        if seated.get(person_id, by_team[team_id]) == by_team[team_id]:
            people[by_team[team_id]].add(person_id)
    return [Progress(a, len(people[a.pk]), answers[a.pk], len(people[a.pk]) * practices, a.state) for a in assessments]


def readiness(assessment):
    """For each person who rates here, how many practices they have answered; by name."""
    expected = practice_count(assessment.cycle)
    seats = assessment.seats.readable_in([assessment.cycle])
    counts = {person: count for (_, person), count in answers_by_seat(seats).items()}
    elsewhere = set(
        Seat.objects.filter(cycle=assessment.cycle_id).exclude(assessment=assessment).values_list("person", flat=True)
    )
    members = Membership.objects.current().filter(team=assessment.team_id, rates=True).select_related("person")
    tell_apart(membership.person for membership in members)
    return [Readiness(m.person, counts.get(m.person_id, 0), expected, m.person_id not in elsewhere) for m in members]


def answers_by_seat(seats):
    """How many practices each of these seats has answered, by (assessment id, person id); of ``readable_in`` ones."""
    counted = counted_answers(seats)
    return {
        (assessment, person): answered
        for assessment, person, answered in counted.values_list("assessment", "person", "answered")
    }


def counted_answers(seats):
    """These seats, each with how many practices it has answered; the caller asks for ``readable_in`` ones."""
    return seats.annotate(answered=Count("ratings", filter=~Q(ratings__answer=Answer.WITHDRAWN)))
