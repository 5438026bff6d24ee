"""Two people of one name, told apart in every list by their addresses."""

from collections import defaultdict

from django import forms
from django.utils.functional import cached_property

from .names import name_key


def shared_names(named):
    """The keys of the names that several of these people have; ``named``: pairs of name and address."""
    addresses = defaultdict(set)
    for name, address in named:
        addresses[name_key(name)].add(address)
    return {key for key, several in addresses.items() if key and len(several) > 1}


def label_of(name, address, shared):
    """A name in a list: with its address where another one in the list has the same."""
    return f"{name} ({address})" if shared and name_key(name) in shared else name or address


def tell_apart(people):
    """Give each of these people, who stand in one list, the ``label`` to show there; returns them."""
    people = list(people)
    shared = shared_names((person.name, person.email) for person in people)
    for person in people:
        person.label = label_of(person.name, person.email, shared)
    return people


class PersonField(forms.ModelChoiceField):
    """Somebody chosen from a list."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        # Django draws a template for each option, of which a district has six hundred. Its own class stays the
        # widget's: the form's look goes by its name.
        self.widget.template_name = "people/_person_select.jinja"

    @cached_property
    def shared(self):
        """The names that several people of the list have."""
        return shared_names(self.queryset.order_by().values_list("name", "email"))

    def label_from_instance(self, person):
        """As in any list."""
        return label_of(person.name, person.email, self.shared)
