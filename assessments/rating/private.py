"""A person's ratings, and what their author can read while they are sealed."""

from people.access.sealing import is_sealed, keeps_private

from .models import Answer, Rating


@keeps_private
def ratings_of(person):
    return Rating.objects.filter(seat__person=person)


def as_its_author_reads_it(rating, person):
    """Clear answer and note of the instance while it is sealed, so that no page, status or script gets them."""
    if is_sealed(person, rating.saved_at):
        rating.is_sealed = True
        rating.note, rating.level = "", None
        if rating.answer != Answer.WITHDRAWN:
            rating.answer = ""
    return rating
