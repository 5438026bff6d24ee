"""System checks of ``check --deploy``."""

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import DatabaseError, connection

from people.accounts import DEMO_DOMAIN

from .private_files import open_to_others, places_of


@register(Tags.security, deploy=True)
def no_demo_accounts(app_configs, **kwargs):
    from people.users import User

    errors = []
    if settings.DEMO:
        errors.append(Error("DEMO is on.", hint="Unset DEMO in the environment.", id="olf_site.E001"))
    try:
        left = User.objects.filter(email__endswith=DEMO_DOMAIN, is_active=True).exists()
    except DatabaseError:
        return errors
    if left:
        errors.append(
            Error(
                "Demo accounts exist, with a password that everybody knows.",
                hint="Start from an empty database, or run: manage.py demo --remove",
                id="olf_site.E002",
            )
        )
    return errors


@register(Tags.security, deploy=True)
def check_file_modes(app_configs, **kwargs):
    path = next(open_to_others(places_of(settings, connection)), None)
    if path is None:
        return []
    return [Error(f"Others on this machine can read {path}.", hint="Run: manage.py prepare", id="olf_site.E003")]
