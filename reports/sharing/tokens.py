"""Links are found by the digest of their token, from which nobody can restore the link."""

from people.access.calendars import digest_of

from .models import SharedReport


def shared_for(token):
    """The report that a token opens now, or None, alike for one that was never made, has ended or was revoked."""
    return SharedReport.objects.active().select_related("cycle__district").filter(digest=digest_of(token)).first()
