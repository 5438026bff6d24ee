"""The home page: what waits for a person, across their teams and roles."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .work import work_for


@require_safe
def home(request):
    """My work: one button for each thing that waits, and where else one can go."""
    return render(request, "olf_site/home.html", {"work": work_for(request.user)})


@login_not_required
@require_safe
def accessibility(request):
    """What the product promises to people with disabilities, and whom to tell."""
    return render(request, "olf_site/accessibility.html")
