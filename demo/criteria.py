"""Success criteria of the demo: the district's team offers some, two schools' teams adopt, adapt and write their own."""

from datetime import timedelta

from assessments.criteria.actions import adopt_criterion, offer_criterion, write_criterion
from assessments.criteria.models import CriterionVersion
from frameworks.comparison import Relation
from frameworks.edition_mapping import mapping_between
from frameworks.models.edition import Practice

from . import criteria_texts as texts
from .places import DISTRICT_PLACE, FACILITATORS_SCHOOL, SCHOOLS

MEETING_SCHOOL = "Portage Lakes Collegiate"


class Author:
    """One team while it writes: its words for one edition and scale, by the person who guides it, from a day on."""

    def __init__(self, town, place, edition, scale, day):
        self.team, self.by = town.teams[place], town.guides[place]
        self.practices = {p.code: p for p in Practice.objects.filter(characteristic__edition=edition)}
        self.levels = {level.value: level for level in scale.levels.all()}
        self.moment = town.district.start_of(day) + timedelta(hours=14)

    def write(self, key, lens, text, revision=0):
        """The next version of a level of a practice."""
        code, value = key
        practice, level = self.practices[code], self.levels[value]
        written = {"practice": practice, "level": level, "text": text, "lens": lens, "revision": revision}
        return self.dated(write_criterion(team=self.team, by=self.by, **written))

    def write_all(self, written):
        """Everything of a kind, with its versions; returns the last of each."""
        last = {}
        for key, (lens, *versions) in written.items():
            for revision, text in enumerate(versions):
                last[key] = self.write(key, lens, text, revision)
        return last

    def offer(self, version):
        """To all teams of the district."""
        offer_criterion(version=version, by=self.by)
        self.moment += timedelta(minutes=4)
        CriterionVersion.objects.filter(pk=version.pk).update(offered_at=self.moment)

    def adopt(self, version):
        """As this team's own."""
        return self.dated(adopt_criterion(team=self.team, version=version, revision=0, by=self.by))

    def dated(self, version):
        """As of a moment that comes after the one before."""
        self.moment += timedelta(minutes=11)
        CriterionVersion.objects.filter(pk=version.pk).update(written_at=self.moment)
        return version


def tell_criteria(town, before, edition, scale, days):
    """A school's team wrote two for the edition before; in the second cycle the district's team began to offer some."""
    school, meeting = (next(p for p in SCHOOLS if p.name == name) for name in (FACILITATORS_SCHOOL, MEETING_SCHOOL))
    first = Author(town, school, before, scale, days[0].opens + timedelta(days=20))
    first.practices = reads_the_same(before, edition)
    first.write_all(texts.SCHOOL_BEFORE)

    district = Author(town, DISTRICT_PLACE, edition, scale, days[1].opens + timedelta(days=6))
    offered = {}
    for key, (lens, text, *_later) in texts.DISTRICT.items():
        offered[key] = district.write(key, lens, text)
        district.offer(offered[key])

    own = Author(town, school, edition, scale, days[1].opens + timedelta(days=12))
    for key, adapted in texts.SCHOOL_ADOPTS.items():
        version = own.adopt(offered[key])
        if adapted:
            own.write(key, version.lens, adapted, version.number)
    own.write_all(texts.SCHOOL)
    theirs = Author(town, meeting, edition, scale, days[1].opens + timedelta(days=15))
    for key in texts.MEETING_ADOPTS:
        theirs.adopt(offered[key])

    later = Author(town, DISTRICT_PLACE, edition, scale, days[2].opens + timedelta(days=5))
    for key, (lens, _first, *changed) in texts.DISTRICT.items():
        for text in changed:
            version = later.write(key, lens, text, 1)
            if key in texts.OFFERED_ANEW:
                later.offer(version)


def reads_the_same(before, edition):
    """The practices of the edition before, by the code that the same words have in the later one."""
    now, then = (Practice.objects.filter(characteristic__edition=e).in_bulk() for e in (edition, before))
    lines = mapping_between(before.pk, edition.pk).lines
    return {now[line.after].code: then[line.before] for line in lines if line.relation == Relation.SAME}
