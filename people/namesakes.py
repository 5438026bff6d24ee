"""Two people of one name, distinguished in every list by their addresses."""

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
    return f"{name} ({address})" if shared and name_key(name) in shared else name or address


def tell_apart(people):
    """Set each person's ``label`` for one list, with the address where names are shared; return the people."""
    people = list(people)
    shared = shared_names((person.name, person.email) for person in people)
    for person in people:
        person.label = label_of(person.name, person.email, shared)
    return people


class PersonField(forms.ModelChoiceField):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        # Django draws a template for each option, of which a district has six hundred. Its own class stays the
        # widget's: the form's look goes by its name.
        self.widget.template_name = "people/_person_select.jinja"

    @cached_property
    def shared(self):
        return shared_names(self.queryset.order_by().values_list("name", "email"))

    def label_from_instance(self, person):
        return label_of(person.name, person.email, self.shared)
