"""Success criteria of the demo: the district team offers some; two schools' teams adopt, adapt and write their own."""

from dataclasses import dataclass
from datetime import timedelta

from assessments.criteria.actions import adopt_criterion, offer_criterion, write_criterion
from assessments.criteria.models import CriterionVersion
from frameworks.comparison import Relation
from frameworks.edition_mapping import mapping_between
from frameworks.models.edition import Practice

from .districts import DemoDistrict
from .places import NORTHERN_LAKES, Place, district_texts
from .texts import read_texts


@dataclass(frozen=True)
class Criterion:
    practice: str
    level: int
    lens: CriterionVersion.Lens
    versions: tuple[str, ...]
    offered_anew: bool = False

    @property
    def key(self) -> tuple[str, int]:
        return self.practice, self.level


@dataclass(frozen=True)
class Adoption:
    practice: str
    level: int
    adapted: str = ""

    @property
    def key(self) -> tuple[str, int]:
        return self.practice, self.level


@dataclass(frozen=True)
class CriteriaTexts:
    district: tuple[Criterion, ...]
    school: tuple[Criterion, ...]
    school_before: tuple[Criterion, ...]
    school_adopts: tuple[Adoption, ...]
    meeting_adopts: tuple[Adoption, ...]


class Author:
    def __init__(self, demo: DemoDistrict, place: Place, edition, scale, day):
        self.team, self.by = demo.teams[place], demo.facilitators[place]
        self.practices = {p.code: p for p in Practice.objects.filter(characteristic__edition=edition)}
        self.levels = {level.value: level for level in scale.levels.all()}
        self.moment = demo.district.start_of(day) + timedelta(hours=14)

    def write(self, written: Criterion | Adoption, text, lens, revision=0):
        version = write_criterion(
            team=self.team,
            practice=self.practices[written.practice],
            level=self.levels[written.level],
            text=text,
            lens=lens,
            revision=revision,
            by=self.by,
        )
        return self.dated(version)

    def write_all(self, criteria: tuple[Criterion, ...]):
        for written in criteria:
            for revision, text in enumerate(written.versions):
                self.write(written, text, written.lens, revision)

    def offer(self, version):
        offer_criterion(version=version, by=self.by)
        self.moment += timedelta(minutes=4)
        CriterionVersion.objects.filter(pk=version.pk).update(offered_at=self.moment)

    def adopt(self, version):
        return self.dated(adopt_criterion(team=self.team, version=version, revision=0, by=self.by))

    def dated(self, version):
        self.moment += timedelta(minutes=11)
        CriterionVersion.objects.filter(pk=version.pk).update(written_at=self.moment)
        return version


def create_criteria(demo: DemoDistrict, before, edition, scale, dates):
    texts, places = read_texts("criteria", CriteriaTexts), district_texts(NORTHERN_LAKES)
    school, meeting = places.place_with("facilitator"), places.place_with("guide")
    first = Author(demo, school, before, scale, dates[0].opens + timedelta(days=20))
    first.practices = reads_the_same(before, edition)
    first.write_all(texts.school_before)

    district = Author(demo, places.district_team, edition, scale, dates[1].opens + timedelta(days=6))
    offered = {}
    for written in texts.district:
        offered[written.key] = district.write(written, written.versions[0], written.lens)
        district.offer(offered[written.key])

    own = Author(demo, school, edition, scale, dates[1].opens + timedelta(days=12))
    for adoption in texts.school_adopts:
        version = own.adopt(offered[adoption.key])
        if adoption.adapted:
            own.write(adoption, adoption.adapted, version.lens, version.number)
    own.write_all(texts.school)
    theirs = Author(demo, meeting, edition, scale, dates[1].opens + timedelta(days=15))
    for adoption in texts.meeting_adopts:
        theirs.adopt(offered[adoption.key])
    change_offers(Author(demo, places.district_team, edition, scale, dates[2].opens + timedelta(days=5)), texts)


def change_offers(later: Author, texts: CriteriaTexts):
    for written in texts.district:
        for text in written.versions[1:]:
            version = later.write(written, text, written.lens, 1)
            if written.offered_anew:
                later.offer(version)


def reads_the_same(before, edition):
    """Practices of the previous edition with unchanged wording, by their code in the later edition."""
    now, then = (Practice.objects.filter(characteristic__edition=e).in_bulk() for e in (edition, before))
    lines = mapping_between(before.pk, edition.pk).lines
    return {now[line.after].code: then[line.before] for line in lines if line.relation == Relation.SAME}
