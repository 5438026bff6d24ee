"""Errors of changes to a district's schools and names."""

from django.utils.translation import gettext_lazy as _

from people.errors import RuleBroken


class NameTaken(RuleBroken):
    title = _("That name is taken")
    message = _("Something with this name exists already. Choose another name, or change the other.")


class SchoolIsClosed(RuleBroken):
    title = _("This school is closed")
    message = _("The school has had its last day. Open it again first, or choose the school that succeeds it.")


class WrongDates(RuleBroken):
    title = _("The dates do not fit")
    message = _("The last day comes before the first. Go back and check both.")


class WrongSuccessor(RuleBroken):
    title = _("That school cannot succeed this one")
    message = _("Choose another school of the same district that is not itself succeeded by this one.")
