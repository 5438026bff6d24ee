"""One row of everything that the Django admin lists, small and still a draft, so that all of it can be edited and deleted."""

from django.contrib.admin.models import CHANGE, LogEntry

from districts.roles.models import Role
from frameworks.models.crosswalk import Crosswalk
from frameworks.models.edition import Question, StakeholderGroup
from frameworks.models.resources import LeadershipResource, ResourceCategory
from frameworks.models.scale import Level, Scale
from frameworks.models.words import (
    CharacteristicTranslation,
    LevelTranslation,
    LookFor,
    LookForTranslation,
    PracticeTranslation,
    QuestionTranslation,
    ResourceTranslation,
)

from .factories import appoint, make_district, make_edition, make_scale


def make_one_of_each():
    """The rows by their model's label, such as "frameworks.practice"."""
    edition = make_edition(1, 1, publish=False)
    rows = [edition.framework, edition, *in_the_edition(edition), *in_a_scale(), make_district()]
    person = appoint(Role.PROVINCE_VIEWER)
    rows += [person, person.appointments.get()]
    return {row._meta.label_lower: row for row in rows}


def in_the_edition(edition):
    """What an edition says, and what it is translated to."""
    characteristic = edition.characteristics.get()
    practice = characteristic.practices.get()
    practice.stakeholder_group = StakeholderGroup.objects.create(characteristic=characteristic, position=1, title="All")
    practice.save()
    question = Question.objects.create(edition=edition, kind="question", number=1, text="Why?")
    category = ResourceCategory.objects.create(edition=edition, key="social", position=1, title="Social")
    resource = LeadershipResource.objects.create(category=category, position=1, name="Trust", definition="It is there.")
    look_for = LookFor.objects.create(practice=practice, position=1, text="See")
    crosswalk = {"from_edition": edition, "to_edition": edition, "relation": "same"}
    in_french = {"language": "fr"}
    return [
        characteristic,
        practice,
        question,
        category,
        resource,
        look_for,
        Crosswalk.objects.create(from_practice=practice, to_practice=practice, **crosswalk),
        CharacteristicTranslation.objects.create(characteristic=characteristic, short_name="Un", **in_french),
        PracticeTranslation.objects.create(practice=practice, statement="Faire", **in_french),
        QuestionTranslation.objects.create(question=question, text="Pourquoi ?", **in_french),
        ResourceTranslation.objects.create(resource=resource, definition="Elle est là.", **in_french),
        LookForTranslation.objects.create(look_for=look_for, text="Voir", **in_french),
    ]


def in_a_scale():
    """A scale that no cycle has used, one of its levels, and its translation."""
    scale = make_scale()
    level = scale.levels.get(value=1)
    words = {"label": "Pas encore", "anchor_district": "Conseil", "anchor_school": "École"}
    return [scale, level, LevelTranslation.objects.create(level=level, language="fr", **words)]


def note_changes(rows, by):
    """Each row has a history in the admin."""
    for row in rows:
        LogEntry.objects.log_actions(by.pk, [row], CHANGE, [{"changed": {"fields": ["Title"]}}], single_object=True)


def published_sources():
    """One row of each kind of source text that stays as it is, by its model's label."""
    edition, scale = make_edition(1, 1), make_scale()
    Scale.objects.filter(pk=scale.pk).update(frozen_at=edition.published_at)
    characteristic = edition.characteristics.get()
    rows = [edition, characteristic, characteristic.practices.get(), scale, Level.objects.filter(scale=scale).first()]
    return {row._meta.label_lower: row for row in rows}
