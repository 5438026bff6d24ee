"""A revision in a form that a template writes out field by field."""

from django.template import Library

from ..revisions import RevisionPair

register = Library()


@register.simple_tag
def revision(seen):
    """The revision that the form's fields show; 0 where there is none yet."""
    return RevisionPair().render("revision", seen or 0)
