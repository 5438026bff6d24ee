"""The board reports of the demo: what was learned and what comes next, ready for the trustees."""

from datetime import timedelta

from people.models import User
from reports.board.actions import mark_as_ready, write_notes
from reports.board.models import BoardNotes

# By the number of the cycle: what was learned, what comes next.
WORDS = {
    1: (
        "This was our first look at ourselves. Every team but one took part, and most of them said that talking about "
        "the evidence was worth more than the number at the end.\n\n"
        "- Our direction is known. How it reaches a classroom is not yet the same everywhere.\n"
        "- Many practices depend on particular people. When they move, the practice goes with them.",
        "- Principals meet by family of schools every six weeks, with one practice on the table.\n"
        "- We judge ourselves again in a year, and tell the board what changed.",
    ),
    2: (
        "Our schools know where the district wants to go, and they can show how it reaches them. "
        "What they miss most is time: to look at student work together, and to try again after a first attempt.\n\n"
        "- Where principals met by family, teams agreed faster and named more evidence.\n"
        "- We have a great deal of evidence of what we do, and little yet of what changed for students.\n"
        "- New staff still learn our ways from whoever sits next to them.",
        "We take up two things, not ten.\n\n"
        "- Protected time: two mornings a month on which no meeting of the district is held.\n"
        "- One shared way of looking at student work, tried first in eight schools, then everywhere.\n"
        "- A progress note to the board in February, the next full report after the coming cycle.",
    ),
}


def tell_board_report(cycle):
    """The superintendent writes in the week after publication, and says that the report is ready."""
    superintendent = User.objects.get(email="superintendent@demo.example")
    learned, next_steps = WORDS[cycle.number]
    written = {"learned": learned, "next_steps": next_steps, "revision": 0}
    notes = write_notes(cycle=cycle.cycle, by=superintendent, **written)
    mark_as_ready(cycle=cycle.cycle, revision=notes.revision, by=superintendent)
    moment = cycle.moment(cycle.days.published + timedelta(days=6), 9)
    BoardNotes.objects.filter(pk=notes.pk).update(written_at=moment, ready_at=moment + timedelta(minutes=20))
