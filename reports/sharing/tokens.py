"""How a link is known: by the digest of its token, which nobody can turn back into the link."""

from people.access.calendars import digest_of

from .models import SharedReport


def shared_for(token):
    """The report that a token opens now, or None: for one that was never made, has ended or was revoked alike."""
    return SharedReport.objects.active().filter(digest=digest_of(token)).first()
