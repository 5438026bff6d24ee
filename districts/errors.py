"""The rules of districts and people that an action may run into."""

from django.utils.translation import gettext_lazy as _

from people.errors import RuleBroken


class NameTaken(RuleBroken):
    """Two schools, teams, families or cycles of a district, or two districts, would have one name."""

    title = _("That name is taken")
    message = _("Something with this name exists already. Choose another name, or change the other.")


class SchoolIsClosed(RuleBroken):
    """A school that has had its last day gets no new team or principal."""

    title = _("This school is closed")
    message = _("The school has had its last day. Open it again first, or choose the school that succeeds it.")


class WrongDates(RuleBroken):
    """A last day before the first."""

    title = _("The dates do not fit")
    message = _("The last day comes before the first. Go back and check both.")


class WrongSuccessor(RuleBroken):
    """A school that succeeds itself, or comes from somewhere else."""

    title = _("That school cannot succeed this one")
    message = _("Choose another school of the same district that is not itself succeeded by this one.")


class AlreadyInTeam(RuleBroken):
    """A person belongs to a team once."""

    title = _("Already in the team")
    message = _(
        "This person belongs to the team already. To change what they do there, use “Change” beside their name."
    )


class AlreadyEnded(RuleBroken):
    """What has ended cannot end again."""

    title = _("That has ended already")
    message = _("Somebody ended it in the meantime. Go back and look at the page again.")


class AlreadyHeld(RuleBroken):
    """A person holds a role once."""

    title = _("Already in this role")
    message = _("This person holds the role already. End it first to change which families of schools it covers.")


class RoleNotOfTheDistrict(RuleBroken):
    """Roles of the installation are given by its administrators."""

    title = _("Not a role of the district")
    message = _("This role is given for the whole installation, by an administrator of the installation.")


class LastAdministrator(RuleBroken):
    """A district keeps at least one administrator."""

    title = _("The district needs an administrator")
    message = _(
        "This is the district’s only administrator. Make somebody else administrator first, "
        "or ask an administrator of the installation."
    )


class LastOfInstallation(LastAdministrator):
    """The installation keeps at least one administrator."""

    title = _("The installation needs an administrator")
    message = _("This is the installation’s only administrator. Make somebody else administrator first.")


class LastFacilitator(RuleBroken):
    """A team loses its last facilitator only where somebody has said that it may."""

    title = _("The team would have no facilitator")
    message = _(
        "Nobody else facilitates this team. Make somebody else a facilitator first, "
        "or go back and say that the team may be without one."
    )


class NotYoursToAdd(RuleBroken):
    """Somebody known elsewhere joins by their own consent."""

    title = _("This person joins by themselves")
    message = _(
        "The account belongs to somebody outside this district. Add them with “Add a person”: they get a link with which "
        "they join, and keep their own name and password."
    )


class NothingGiven(RuleBroken):
    """Somebody who is nothing in the district would see nothing of it."""

    title = _("Nothing to do in the district")
    message = _("Give the person a team, a role, or both.")


class LinkNotYours(RuleBroken):
    """A link that opens an account is given only by those who answer for all that the account opens."""

    title = _("You cannot make a link for this person")
    message = _(
        "This account also opens something outside your district, so only its owner may choose its password. "
        "The person uses “I do not know my password” when signing in, "
        "or asks an administrator of the installation for a link."
    )


class HasLeft(RuleBroken):
    """Who holds nothing here any more gets no link."""

    title = _("This person has left the district")
    message = _("They hold nothing in the district now. Add them to a team or give them a role, then make a link.")


class LinkNotGood(RuleBroken):
    """A link that is used, withdrawn, expired, or was never made."""

    title = _("This link is no longer good")
    message = _("Ask the person who gave it to you for a new one.")


class NotTheirLink(RuleBroken):
    """A link to join is for the owner of the account."""

    title = _("This link is for somebody else")
    message = _("Sign out, and sign in with the account that was asked to join.")
