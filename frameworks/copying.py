"""Copying an edition, row by row, into a new draft of the same framework."""

import uuid

from .models.crosswalk import Crosswalk
from .models.edition import Edition
from .models.words import (
    CharacteristicTranslation,
    LookFor,
    LookForTranslation,
    PracticeTranslation,
    QuestionTranslation,
    ResourceTranslation,
)


def copy_edition(edition, *, version, title):
    draft = Edition(
        framework_id=edition.framework_id,
        version=version,
        title=title,
        source=edition.source,
        source_note=edition.source_note,
        year=edition.year,
        rights_note=edition.rights_note,
        language=edition.language,
        extends_id=edition.extends_id,
    )
    draft.save(force_insert=True)
    characteristics = copies(edition.characteristics.all(), edition_id={edition.pk: draft})
    groups = copies(of(characteristics, "stakeholder_groups"), characteristic_id=characteristics)
    practices = copies(of(characteristics, "practices"), characteristic_id=characteristics, stakeholder_group_id=groups)
    questions = copies(edition.questions.all(), edition_id={edition.pk: draft})
    categories = copies(edition.resource_categories.all(), edition_id={edition.pk: draft})
    resources = copies(of(categories, "resources"), category_id=categories)
    look_fors = copies(LookFor.objects.filter(practice__in=list(practices)), practice_id=practices)
    copy_translations(characteristics, practices, questions, resources, look_fors)
    join(edition, draft, practices)
    return draft


def of(parents, relation):
    if not parents:
        return []
    field = type(next(iter(parents.values())))._meta.get_field(relation)
    return field.related_model.objects.filter(**{f"{field.field.name}__in": list(parents)})


def copies(rows, **parents):
    """Copy rows under their new parents; return the copies by the old rows' keys."""
    rows = list(rows)
    old_keys = [row.pk for row in rows]
    for row in rows:
        row.pk, row.uuid, row._state.adding = None, uuid.uuid4(), True
        for column, new in parents.items():
            old = getattr(row, column)
            setattr(row, column, new[old].pk if old else None)
    if rows:
        type(rows[0]).objects.bulk_create(rows)
    return dict(zip(old_keys, rows, strict=True))


def copy_translations(characteristics, practices, questions, resources, look_fors):
    for model, owner, owners in (
        (CharacteristicTranslation, "characteristic", characteristics),
        (PracticeTranslation, "practice", practices),
        (QuestionTranslation, "question", questions),
        (ResourceTranslation, "resource", resources),
        (LookForTranslation, "look_for", look_fors),
    ):
        copies(model.objects.filter(**{f"{owner}__in": list(owners)}), **{f"{owner}_id": owners})


def join(edition, draft, practices):
    Crosswalk.objects.bulk_create(
        Crosswalk(
            from_edition=edition,
            to_edition=draft,
            from_practice_id=old,
            to_practice=new,
            relation=Crosswalk.Relation.SAME,
        )
        for old, new in practices.items()
    )
