"""Writes that a rule protects: publishing, retiring, freezing, and starting a draft from an edition."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.errors import RuleBroken
from people.users import User

from .copying import copy_edition
from .history import record_edition_change
from .models.edition import Edition, Framework
from .models.scale import Scale


class NotADraft(RuleBroken):
    title = _("This edition is not a draft")
    message = _("It has been published already, and its text does not change. To change it, make a new edition.")


class NothingToPublish(RuleBroken):
    title = _("This edition is empty")
    message = _("Add at least one practice or one question, then publish it.")


class NotPublished(RuleBroken):
    title = _("This edition is not in use")
    message = _("Only a published edition can be retired. A draft can be deleted.")


class VersionTaken(RuleBroken):
    title = _("There is an edition of that version")
    message = _("Choose another version for the new draft: no other edition of this framework may have it.")


class NoLevels(RuleBroken):
    title = _("This scale has no levels")
    message = _("Add at least two levels before a cycle uses it.")


@transaction.atomic
def publish_edition(*, edition: Edition, by: User | None = None) -> Edition:
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if not edition.is_draft:
        raise NotADraft
    if not edition.says_something():
        raise NothingToPublish
    edition.publish()
    record_edition_change(edition, "edition_published")
    return edition


@transaction.atomic
def retire_edition(*, edition: Edition, by: User | None = None) -> Edition:
    """Take an edition out of use for new cycles; records that use it stay readable."""
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if edition.status != Edition.Status.PUBLISHED:
        raise NotPublished
    edition.retire()
    record_edition_change(edition, "edition_retired")
    return edition


@transaction.atomic
def freeze_scale(*, scale: Scale, by: User | None = None) -> Scale:
    """Freeze a scale at its first use; later calls write nothing."""
    scale = Scale.objects.select_for_update().get(pk=scale.pk)
    if scale.frozen_at is None:
        if scale.levels.count() < 2:
            raise NoLevels
        scale.frozen_at = timezone.now()
        scale.save(update_fields=["frozen_at"])
    return scale


@transaction.atomic
def draft_from_edition(*, edition: Edition, version: str, title: str, by: User | None = None) -> Edition:
    # Of two who start the same version at once the second one finds it.
    Framework.objects.select_for_update(no_key=True).get(pk=edition.framework_id)
    if Edition.objects.filter(framework=edition.framework_id, version=version).exists():
        raise VersionTaken
    return copy_edition(edition, version=version, title=title)
