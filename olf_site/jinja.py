"""Jinja2 as Django's second engine, for the long repeated parts of pages: all templates named ``*.jinja``."""

from django.template import TemplateDoesNotExist
from django.template.backends import jinja2 as backend
from django.template.defaultfilters import filesizeformat, linebreaksbr, timesince_filter
from django.templatetags.static import static
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined

from people.addresses import address
from people.templatetags.icons import icon
from people.text import with_plain_breaks

from .jinja_code import PlainCodeGenerator, escaped


class Jinja(backend.Jinja2):
    def __init__(self, params):
        super().__init__({**params, "OPTIONS": {"environment": f"{__name__}.environment", **params["OPTIONS"]}})

    def get_template(self, template_name):
        """Refuse other names without a look at the disk, since this engine is asked before Django's."""
        if not template_name.endswith(".jinja"):
            raise TemplateDoesNotExist(template_name, backend=self)
        return Template(super().get_template(template_name).template, self)

    def from_string(self, template_code):
        return Template(super().from_string(template_code).template, self)


class Template(backend.Template):
    def render(self, context=None, request=None):
        return mark_safe(super().render(context, request))


def environment(**options):
    env = Environment(
        **options | {"undefined": StrictUndefined},
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    env.code_generator_class, env.escaped = PlainCodeGenerator, escaped
    # The language is asked for with each sentence, so a template is compiled once for all of them.
    env.install_gettext_callables(gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext)
    # `url` keeps the addresses it has found, so one with a secret in it is found with `reverse`.
    env.globals |= {"icon": icon, "reverse": reverse, "static": static, "url": address}
    env.filters |= {
        "clock": clock,
        "day": day,
        "filesize": filesizeformat,
        "timesince": timesince_filter,
        "with_breaks": with_breaks,
    }
    return env


def with_breaks(text):
    """A text as HTML, escaped, its line breaks kept."""
    return linebreaksbr(with_plain_breaks(text)) if text else ""


def clock(moment):
    return date_format(localtime(moment), "TIME_FORMAT")


def day(value):
    return date_format(localtime(value) if hasattr(value, "tzinfo") else value, "DATE_FORMAT")
