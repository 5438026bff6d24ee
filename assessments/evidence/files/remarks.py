"""What stays in a file when it is cleaned, in words: comments and tracked changes are its authors', and are not taken out."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def words_of_remarks(commenters, has_changes):
    """The sentences that people are told of a file; none where nothing stays."""
    if commenters:
        yield ngettext(
            "This document has comments by %(number)d person; they stay in it.",
            "This document has comments by %(number)d people; they stay in it.",
            commenters,
        ) % {"number": commenters}
    if has_changes:
        yield _("This document has tracked changes; they stay in it.")
