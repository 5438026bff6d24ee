"""Districts, schools, teams, and who holds which role from when until when."""

from .district import District, Family, School, Team
from .history import DistrictChange
from .invitation import Invitation
from .roles import DISTRICT_ROLES, INSTALLATION_ROLES, Appointment, Membership, Role

__all__ = [
    "DISTRICT_ROLES",
    "INSTALLATION_ROLES",
    "Appointment",
    "District",
    "DistrictChange",
    "Family",
    "Invitation",
    "Membership",
    "Role",
    "School",
    "Team",
]
