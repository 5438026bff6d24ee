"""The wording of changes to the board report and to shared links, without the report's own words."""

from django.utils.translation import gettext_lazy as _

from people.changes import ChangeGroup, kinds_of

kinds_of(
    ChangeGroup.REPORTS,
    {
        "board_words_ready": _("%(by)s marked the words of the board report on %(cycle)s as ready."),
        "board_words_taken_back": _("%(by)s made the words of the board report on %(cycle)s a draft again."),
        "report_shared": _(
            "%(by)s shared a frozen copy of the board report on %(cycle)s by a link, for %(days)s days."
        ),
        "shared_link_revoked": _("%(by)s revoked a shared link to the board report on %(cycle)s."),
    },
)
