"""A person's tasks in peer feedback: a record to read and comment on, feedback to answer."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.feedback.queries import feedback_tasks
from people.tasks import Task, due_words


def peer_tasks(user, roles_held):
    return [to_answer(found) if found.answers else to_leave(found) for found in feedback_tasks(user, roles_held)]


def to_leave(found):
    today = found.cycle.district.today()
    words = _("%(team)s reads the record of %(other)s: say what is strong, ask, suggest.")
    return Task(
        "feedback",
        str(found.other),
        str(found.cycle),
        words % {"team": found.team, "other": found.other},
        _("Read and leave feedback"),
        found.url,
        due=found.due,
        when=due_words(found.due, today) if found.due else "",
    )


def to_answer(found):
    words = ngettext(
        "%(number)d piece of feedback from another team waits for an answer.",
        "%(number)d pieces of feedback from another team wait for an answer.",
        found.waiting,
    )
    words %= {"number": found.waiting}
    return Task("feedback", str(found.team), str(found.cycle), words, _("Read and answer"), found.url)
