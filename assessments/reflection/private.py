"""A person's reflections, which are sealed with their account."""

from people.access.sealing import keeps_private

from .models import Reflection, ReflectionShare


@keeps_private
def reflections_of(person):
    return Reflection.objects.written_by(person)


@keeps_private
def reflections_shown_to(person):
    """What others share with this person, sealed from anybody who takes over the account later."""
    return ReflectionShare.objects.filter(reader=person)
