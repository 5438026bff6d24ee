"""Which fields are source text, and which are the project's own words.

The database protects the source text of published editions by triggers (migration
``guard_published_text``, which holds its own frozen copy of this list); a test compares the two.
"""

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from .models.edition import Characteristic, Edition, Practice, Question, StakeholderGroup
from .models.resources import LeadershipResource, ResourceCategory
from .models.scale import Level, Scale

SOURCE_FIELDS = {
    Edition: ("framework", "version", "title", "source", "source_note", "year", "rights_note", "language", "extends"),
    Characteristic: ("edition", "number", "title"),
    StakeholderGroup: ("characteristic", "position", "title"),
    Practice: ("characteristic", "stakeholder_group", "position", "code", "statement"),
    Question: ("edition", "kind", "number", "text", "pole_from", "pole_to"),
    ResourceCategory: ("edition", "key", "position", "title"),
    LeadershipResource: ("category", "position", "name", "especially_important"),
}
SCALE_FIELDS = {
    Scale: ("key", "title", "description", "kind"),
    Level: ("scale", "value", "label", "anchor_district", "anchor_school", "is_target", "kinds_of_evidence"),
}

# Where a row's edition is found from it; the edition itself is its own.
PATH_TO_EDITION = {
    Characteristic: "edition",
    StakeholderGroup: "characteristic__edition",
    Practice: "characteristic__edition",
    Question: "edition",
    ResourceCategory: "edition",
    LeadershipResource: "category__edition",
}

# The sentences as the triggers say them, word for word: this is how a refusal is known again.
REFUSALS = (
    _("The text of a published edition does not change. Make a new edition and a crosswalk to it."),
    _("A published edition is neither deleted nor turned back into a draft. Retire it, or make a new edition."),
    _("A scale that a cycle has used does not change. Make a new scale."),
)
SOMETHING_ELSE = _("Somebody else changed this at the same moment. Look at it as it stands now, and save again.")


def edition_of(row):
    if isinstance(row, Edition):
        return row
    for step in PATH_TO_EDITION[type(row)].split("__"):
        row = getattr(row, step)
    return row


def is_guarded(row):
    """Whether a row's source text is frozen: its edition is published, or its scale in use."""
    if isinstance(row, Scale):
        return row.frozen_at is not None
    if isinstance(row, Level):
        return row.scale.frozen_at is not None
    return not edition_of(row).is_draft


def refusal(error: IntegrityError):
    for sentence in REFUSALS:
        with override(None):
            source = str(sentence)
        if source in str(error):
            return sentence
    return SOMETHING_ELSE
