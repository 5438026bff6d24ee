"""The revision input for forms that a template writes field by field."""

from django.template import Library

from ..revisions import RevisionPair

register = Library()


@register.simple_tag
def revision(seen):
    return RevisionPair().render("revision", seen or 0)
