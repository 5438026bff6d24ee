"""Errors of changes to roles, teams and links."""

from django.utils.translation import gettext_lazy as _

from people.errors import RuleBroken


class AlreadyInTeam(RuleBroken):
    title = _("Already in the team")
    message = _(
        "This person belongs to the team already. To change what they do there, use “Change” beside their name."
    )


class AlreadyEnded(RuleBroken):
    title = _("That has ended already")
    message = _("Somebody ended it in the meantime. Go back and look at the page again.")


class AlreadyHeld(RuleBroken):
    title = _("Already in this role")
    message = _("This person holds the role already. End it first to change which families of schools it covers.")


class RoleNotOfTheDistrict(RuleBroken):
    title = _("Not a role of the district")
    message = _("This role is given for the whole installation, by an administrator of the installation.")


class LastAdministrator(RuleBroken):
    title = _("The district needs an administrator")
    message = _(
        "This is the district’s only administrator. Make somebody else administrator first, "
        "or ask an administrator of the installation."
    )


class LastOfInstallation(LastAdministrator):
    title = _("The installation needs an administrator")
    message = _("This is the installation’s only administrator. Make somebody else administrator first.")


class LastFacilitator(RuleBroken):
    title = _("The team would have no facilitator")
    message = _(
        "Nobody else facilitates this team. Make somebody else a facilitator first, "
        "or go back and say that the team may be without one."
    )


class NotYoursToAdd(RuleBroken):
    title = _("This person joins by themselves")
    message = _(
        "The account belongs to somebody outside this district. Add them with “Add a person”: they get a link with which "
        "they join, and keep their own name and password."
    )


class HasLeft(RuleBroken):
    title = _("This person has left the district")
    message = _("They hold nothing in the district now. Add them to a team or give them a role, then make a link.")
