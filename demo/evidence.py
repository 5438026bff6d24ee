"""A team's evidence in a cycle: its pieces, and the practices to which they are linked."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from assessments.evidence.actions.pieces import add_evidence
from assessments.evidence.actions.previews import make_preview
from assessments.evidence.models import Evidence, EvidenceLink
from frameworks.models.edition import Practice

from .districts import DemoDistrict
from .evidence_files import upload_of
from .levels import TARGET, seeded_random
from .places import Place
from .texts import read_texts

HOW_MANY = {"strong": 18, "hardly answered": 6, "unsupported": 8}


@dataclass(frozen=True)
class EvidenceText:
    """A piece of evidence before a team has it; with an ``address`` it is a link, with a ``file`` an upload."""

    title: str
    kind: Evidence.Kind
    rung: Evidence.Rung
    characteristics: tuple[int, ...]
    note: str
    address: str = ""
    file: str = ""


@dataclass(frozen=True)
class EvidenceTexts:
    sources: dict[str, dict[str, str]]
    en: tuple[EvidenceText, ...]
    fr: tuple[EvidenceText, ...]
    district: tuple[EvidenceText, ...]

    def of(self, place: Place) -> tuple[EvidenceText, ...]:
        if not place.family:
            return self.district
        return self.fr if place.language == "fr" else self.en


@cache
def evidence_texts() -> EvidenceTexts:
    return read_texts("evidence", EvidenceTexts)


def choose_pieces(place, number, few=False):
    chance = seeded_random("pieces", place.name, number)
    pool = evidence_texts().of(place)
    wanted = HOW_MANY.get(place.story, chance.randint(11, 14))
    chosen = chance.sample(pool, min(4 if few else wanted, len(pool)))
    if place.story or few:
        return sorted(chosen, key=pool.index)
    for characteristic in range(1, 10):
        kinds = {piece.kind for piece in chosen if characteristic in piece.characteristics}
        more = [p for p in pool if characteristic in p.characteristics and p.kind not in kinds and p not in chosen]
        if len(kinds) < 2 and more and len(chosen) < 18 and chance.random() < 0.7:
            chosen.append(chance.choice(more))
    return sorted(chosen, key=pool.index)


def varied(note, chance):
    """Change a note's percentages a little, so that no two schools have the same results."""
    by = chance.randint(-6, 7)
    return re.sub(r"(\d+)(?=\s?%)", lambda share: str(int(share[0]) + by), note)


class EvidenceLibrary:
    def __init__(self, demo: DemoDistrict):
        self.demo = demo
        self.kept: dict[Place, dict[EvidenceText, Evidence]] = defaultdict(dict)

    def gather(self, cycle, scripts):
        """Make the evidence of a cycle and link it; ``scripts`` says for each assessment what it agrees.

        Returns the number of kinds linked, by (assessment id, practice id).
        """
        self.collect(cycle, scripts)
        mine = EvidenceLink.objects.filter(assessment__in=list(scripts))
        linked = set(mine.values_list("assessment", "practice", "evidence"))
        links = []
        for assessment, script in scripts.items():
            for practice, piece in self.speaking(script):
                key = (assessment.pk, practice.pk, self.kept[script.place][piece].pk)
                if key not in linked:
                    linked.add(key)
                    links.append(EvidenceLink(assessment_id=key[0], practice_id=key[1], evidence_id=key[2]))
        EvidenceLink.objects.bulk_create(links, batch_size=500)
        kinds = defaultdict(set)
        for assessment, practice, kind in mine.values_list("assessment", "practice", "evidence__kind"):
            kinds[assessment, practice].add(kind)
        return {key: len(found) for key, found in kinds.items()}

    def collect(self, cycle, scripts):
        made, files = [], []
        for assessment, script in scripts.items():
            chance = seeded_random("collect", script.place.name, cycle.name)
            for piece in script.pieces:
                if piece in self.kept[script.place] and chance.random() < 0.4:
                    continue
                evidence = self.describe(script, piece, chance)
                if evidence.carrier == "file":
                    files.append((assessment, script, piece, evidence))
                else:
                    made.append(evidence)
                    self.kept[script.place][piece] = evidence
        Evidence.objects.bulk_create(made, batch_size=500)
        for assessment, script, piece, evidence in files:
            self.kept[script.place][piece] = self.upload(assessment, script, piece, evidence)

    def describe(self, script, piece, chance):
        dated = script.opens - timedelta(days=chance.randint(10, 150))
        term = f"{'fall' if dated.month > 7 else 'winter' if dated.month < 4 else 'spring'} {dated.year}"
        term = {"fr": f"{dated.year}"}.get(script.place.language, term)
        as_file = bool(piece.file) and script.place.uploads
        address = f"https://example.org/{piece.address}/{dated.year}" if piece.address else ""
        return Evidence(
            team=self.demo.teams[script.place],
            title=piece.title.format(term=term),
            carrier="file" if as_file else "link" if address else "note",
            kind=piece.kind,
            rung=piece.rung,
            note=piece.note if piece.file else varied(piece.note, chance),
            url=address,
            source=evidence_texts().sources[piece.kind][script.place.language],
            dated_on=dated,
            created_by=chance.choice(script.people) if script.people else None,
            created_at=script.midway,
        )

    def upload(self, assessment, script, piece, evidence):
        first = next(p for p, _ in script.agreed if p.characteristic in piece.characteristics)
        described = {
            f: getattr(evidence, f) for f in ("title", "carrier", "kind", "rung", "note", "source", "dated_on")
        }
        stored = add_evidence(
            assessment=assessment,
            practice=Practice(pk=first.pk),
            by=evidence.created_by,
            upload=upload_of(piece.file, script.place),
            **described,
        )
        Evidence.objects.filter(pk=stored.pk).update(created_at=script.midway)
        make_preview.call(stored.pk)  # now: whoever tries the demo may not have a worker yet
        return stored

    def speaking(self, script):
        chance = seeded_random("speaking", script.place.name, script.number)
        for practice, agreed in script.agreed:
            fitting = [piece for piece in script.pieces if practice.characteristic in piece.characteristics]
            chance.shuffle(fitting)
            if agreed.value is None or not fitting:
                continue
            if agreed.value >= TARGET:
                other = [piece for piece in fitting[1:] if piece.kind != fitting[0].kind]
                wanted = 0.35 if script.place.story == "unsupported" else 0.95
                yield practice, fitting[0]
                yield from (
                    (practice, piece)
                    for piece in other[: 2 if chance.random() < 0.3 else 1]
                    if chance.random() < wanted
                )
            elif chance.random() < (0.5 if agreed.value == 2 else 0.2):
                yield practice, fitting[0]
