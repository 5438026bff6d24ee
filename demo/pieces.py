"""A team's evidence in a cycle: which pieces it has, and which practices they speak for."""

import re
from collections import defaultdict
from datetime import timedelta

from assessments.evidence.actions.pieces import add_evidence
from assessments.evidence.actions.previews import make_preview
from assessments.evidence.models import Evidence, EvidenceLink
from frameworks.models.edition import Practice

from .evidence_more import DISTRICT, FRENCH
from .evidence_texts import SCHOOLS, SOURCES
from .files import upload_of
from .levels import TARGET, stream
from .places import WITH_FILES

HOW_MANY = {"strong": 18, "hardly answered": 6, "unsupported": 8}


def pool_of(place):
    """The pieces that a team of this kind could have."""
    if not place.family:
        return DISTRICT
    return FRENCH if place.language == "fr" else SCHOOLS


def choose_pieces(place, number, few=False):
    """Which pieces the team has in this cycle."""
    chance = stream("pieces", place.name, number)
    pool = pool_of(place)
    wanted = HOW_MANY.get(place.story, chance.randint(11, 14))
    chosen = chance.sample(pool, min(4 if few else wanted, len(pool)))
    if place.story or few:
        return sorted(chosen, key=pool.index)
    for characteristic in range(1, 10):
        kinds = {piece.kind for piece in chosen if characteristic in piece.speaks_for}
        more = [p for p in pool if characteristic in p.speaks_for and p.kind not in kinds and p not in chosen]
        if len(kinds) < 2 and more and len(chosen) < 18 and chance.random() < 0.7:
            chosen.append(chance.choice(more))
    return sorted(chosen, key=pool.index)


def varied(note, chance):
    """A note with its percentages a little higher or lower: two schools do not have the same results."""
    by = chance.randint(-6, 7)
    return re.sub(r"(\d+)(?=\s?%)", lambda share: str(int(share[0]) + by), note)


class Library:
    """What a district's teams have collected so far, so that a piece can be used again in the next cycle."""

    def __init__(self, town):
        self.town = town
        self.kept = defaultdict(dict)

    def gather(self, cycle, plans):
        """Make the evidence of a cycle and link it; ``plans`` says for each assessment what it agrees.

        Returns the number of kinds linked, by (assessment id, practice id).
        """
        self.collect(cycle, plans)
        mine = EvidenceLink.objects.filter(assessment__in=list(plans))
        linked = set(mine.values_list("assessment", "practice", "evidence"))
        links = []
        for assessment, plan in plans.items():
            for practice, piece in self.speaking(plan):
                key = (assessment.pk, practice.pk, self.kept[plan.place][piece].pk)
                if key not in linked:
                    linked.add(key)
                    links.append(EvidenceLink(assessment_id=key[0], practice_id=key[1], evidence_id=key[2]))
        EvidenceLink.objects.bulk_create(links, batch_size=500)
        for assessment, plan in plans.items():
            EvidenceLink.objects.filter(assessment=assessment).update(linked_at=plan.midway)
        kinds = defaultdict(set)
        for assessment, practice, kind in mine.values_list("assessment", "practice", "evidence__kind"):
            kinds[assessment, practice].add(kind)
        return {key: len(found) for key, found in kinds.items()}

    def collect(self, cycle, plans):
        """Make what a team does not have yet, or has anew this year."""
        made, files = [], []
        for assessment, plan in plans.items():
            chance = stream("collect", plan.place.name, cycle.name)
            for piece in plan.pieces:
                if piece in self.kept[plan.place] and chance.random() < 0.4:
                    continue
                evidence = self.describe(plan, piece, chance)
                if evidence.carrier == "file":
                    files.append((assessment, plan, piece, evidence))
                else:
                    made.append(evidence)
                    self.kept[plan.place][piece] = evidence
        Evidence.objects.bulk_create(made, batch_size=500)
        for assessment, plan, piece, evidence in files:
            self.kept[plan.place][piece] = self.upload(assessment, plan, piece, evidence)

    def describe(self, plan, piece, chance):
        """A piece as the team describes it."""
        dated = plan.opens - timedelta(days=chance.randint(10, 150))
        term = f"{'fall' if dated.month > 7 else 'winter' if dated.month < 4 else 'spring'} {dated.year}"
        term = {"fr": f"{dated.year}"}.get(plan.place.language, term)
        as_file = bool(piece.file) and plan.place.name in WITH_FILES
        address = f"https://example.org/{piece.address}/{dated.year}" if piece.address else ""
        return Evidence(
            team=self.town.teams[plan.place],
            title=piece.title.format(term=term),
            carrier="file" if as_file else "link" if address else "note",
            kind=piece.kind,
            rung=piece.rung,
            note=piece.note if piece.file else varied(piece.note, chance),
            url=address,
            source=SOURCES[piece.kind][plan.place.language],
            dated_on=dated,
            created_by=chance.choice(plan.people) if plan.people else None,
            created_at=plan.midway,
        )

    def upload(self, assessment, plan, piece, evidence):
        """A piece with a file goes through the action, which checks and stores it."""
        first = next(p for p, _ in plan.agreed if p.characteristic in piece.speaks_for)
        described = {
            f: getattr(evidence, f) for f in ("title", "carrier", "kind", "rung", "note", "source", "dated_on")
        }
        stored = add_evidence(
            assessment=assessment,
            practice=Practice(pk=first.pk),
            by=evidence.created_by,
            upload=upload_of(piece.file, plan.place),
            **described,
        )
        Evidence.objects.filter(pk=stored.pk).update(created_at=plan.midway)
        make_preview.call(stored.pk)  # now: whoever tries the demo may not have a worker yet
        return stored

    def speaking(self, plan):
        """Which piece speaks for which practice: two kinds for a high level, mostly; less for a low one."""
        chance = stream("speaking", plan.place.name, plan.number)
        for practice, agreed in plan.agreed:
            fitting = [piece for piece in plan.pieces if practice.characteristic in piece.speaks_for]
            chance.shuffle(fitting)
            if agreed.value is None or not fitting:
                continue
            if agreed.value >= TARGET:
                other = [piece for piece in fitting[1:] if piece.kind != fitting[0].kind]
                wanted = 0.35 if plan.place.story == "unsupported" else 0.95
                yield practice, fitting[0]
                yield from (
                    (practice, piece)
                    for piece in other[: 2 if chance.random() < 0.3 else 1]
                    if chance.random() < wanted
                )
            elif chance.random() < (0.5 if agreed.value == 2 else 0.2):
                yield practice, fitting[0]
