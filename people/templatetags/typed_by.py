"""Django's `csrf_token` tag, with whose form it is: built into every template, so that no form has to think of it."""

from django.template import Library

from ..typed_by import hidden_inputs

register = Library()


@register.simple_tag(takes_context=True)
def csrf_token(context):
    """The hidden inputs at the beginning of a form that is posted; nothing where a page is drawn without a request."""
    token = context.get("csrf_token")
    return hidden_inputs(context.get("request"), token) if token and token != "NOTPROVIDED" else ""
