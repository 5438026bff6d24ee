"""A person's reflections, which are sealed with their account."""

from people.access.sealing import keeps_private

from .models import Reflection, ReflectionShare


@keeps_private
def reflections_of(person):
    """Their reflections."""
    return Reflection.objects.written_by(person)


@keeps_private
def reflections_shown_to(person):
    """What others let this person read, and nobody who came into the account later."""
    return ReflectionShare.objects.filter(reader=person)
