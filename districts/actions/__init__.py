"""What people do with districts, schools, teams and roles. Every function is one thing done, by someone, or nothing."""

from .accounts import change_account
from .districts import appoint_administrator, change_district, change_notice, found_district
from .imports import import_people, import_schools
from .invitations import (
    accept_invitation,
    accept_joining,
    good_invitation,
    invite,
    mail_again,
    mail_all_again,
    renew_invitation,
    reset_link,
    send_given_up_again,
    withdraw_invitation,
)
from .people import add_person, correct_name, leave_district
from .roles import appoint, appoint_for_installation, end_appointment
from .schools import add_family, add_school, change_school, close_school, rename_family, reopen_school
from .teams import add_team, change_membership, join_team, leave_team, rename_team

__all__ = [
    "accept_invitation",
    "accept_joining",
    "add_family",
    "add_person",
    "add_school",
    "add_team",
    "appoint",
    "appoint_administrator",
    "appoint_for_installation",
    "change_account",
    "change_district",
    "change_membership",
    "change_notice",
    "change_school",
    "close_school",
    "correct_name",
    "end_appointment",
    "found_district",
    "good_invitation",
    "import_people",
    "import_schools",
    "invite",
    "join_team",
    "leave_district",
    "leave_team",
    "mail_again",
    "mail_all_again",
    "rename_family",
    "rename_team",
    "renew_invitation",
    "reopen_school",
    "reset_link",
    "send_given_up_again",
    "withdraw_invitation",
]
