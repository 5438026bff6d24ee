"""The sentences about comments and tracked changes, which stay in a file when it is cleaned."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def words_of_remarks(commenters, has_changes):
    if commenters:
        yield ngettext(
            "This document has comments by %(number)d person; they stay in it.",
            "This document has comments by %(number)d people; they stay in it.",
            commenters,
        ) % {"number": commenters}
    if has_changes:
        yield _("This document has tracked changes; they stay in it.")
