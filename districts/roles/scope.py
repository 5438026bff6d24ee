"""How a page finds its district: 404 if a person may not see it, 403 if they may see but not do this."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from .roles_held import roles_held_by


def district_for(request, slug, perm=None):
    """The district with this slug; 404 for people who hold nothing in it, 403 without the permission."""
    district = roles_held_by(request.user).district_at(slug)
    if district is None:
        raise Http404
    require(request, perm, district)
    return district


def require(request, perm, obj=None):
    """Raise 403 without the permission; without a name for one, nothing is refused."""
    if perm and not request.user.has_perm(perm, obj):
        raise PermissionDenied
