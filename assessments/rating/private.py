"""A person's ratings, and how their author reads them while they are sealed."""

from people.access.sealing import is_sealed, keeps_private

from .models import Answer, Rating


@keeps_private
def ratings_of(person):
    """Their answers and notes, in every cycle."""
    return Rating.objects.filter(seat__person=person)


def as_its_author_reads_it(rating, person):
    """The rating; while it is sealed without its answer and note, so that no page, status or script gets at them."""
    if is_sealed(person, rating.saved_at):
        rating.is_sealed = True
        rating.note, rating.level = "", None
        if rating.answer != Answer.WITHDRAWN:
            rating.answer = ""
    return rating
