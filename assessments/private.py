"""What people write here for themselves alone, and how it is read while it is sealed (``people.access.sealing``)."""

from people.access.sealing import is_sealed, keeps_private

from .models import Answer, Rating, Reflection, ReflectionShare


@keeps_private
def ratings_of(person):
    """Their answers and notes, in every cycle."""
    return Rating.objects.filter(seat__person=person)


@keeps_private
def reflections_of(person):
    """Their reflections."""
    return Reflection.objects.written_by(person)


@keeps_private
def reflections_shown_to(person):
    """What others let this person read, and nobody who came into the account later."""
    return ReflectionShare.objects.filter(reader=person)


def as_its_author_reads_it(rating, person):
    """The rating; while it is sealed without its answer and note, so that no page, status or script gets at them."""
    if is_sealed(person, rating.saved_at):
        rating.is_sealed = True
        rating.note, rating.level = "", None
        if rating.answer != Answer.WITHDRAWN:
            rating.answer = ""
    return rating
