"""Django's `csrf_token` tag with the form's author, built into every template so that no form can omit it."""

from django.template import Library

from ..typed_by import hidden_inputs

register = Library()


@register.simple_tag(takes_context=True)
def csrf_token(context):
    token = context.get("csrf_token")
    return hidden_inputs(context.get("request"), token) if token and token != "NOTPROVIDED" else ""
