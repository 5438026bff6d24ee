"""Parts of templates that differ by language alone, or by little more: drawn once a process."""

from django.template import Library, Node
from django.utils.translation import get_language

register = Library()


class KeptNode(Node):
    """What stands between the tags, as it was first drawn in a language and for these values."""

    def __init__(self, nodelist, values):
        self.nodelist, self.values, self.drawn = nodelist, values, {}

    def render(self, context):
        """What is kept, else what is drawn now."""
        key = (get_language(), *(value.resolve(context) for value in self.values))
        drawn = self.drawn.get(key)
        if drawn is None:
            drawn = self.drawn[key] = self.nodelist.render(context)
        return drawn


@register.tag
def kept(parser, token):
    """``{% kept version %}…{% endkept %}``: what is between must hang on the language and the named values alone.

    Nothing is ever forgotten, so the values must be few: settings, never people or texts.
    """
    values = [parser.compile_filter(name) for name in token.split_contents()[1:]]
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(nodelist, values)
