"""Pages of frameworks: everybody who has signed in reads published editions; drafts are for editors."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .comparison import compare_editions, counterparts_of, joined_editions
from .forms import SearchForm
from .models.crosswalk import Crosswalk
from .models.edition import Characteristic, Edition, Practice
from .models.scale import Scale


@require_safe
def framework_list(request):
    editions = list(Edition.objects.visible_to(request.user).with_counts().select_related("framework"))
    editions.sort(key=lambda edition: not edition.practice_count)  # what can be rated comes first
    joined = joined_editions(editions)
    context = {
        "editions": [(edition, joined[edition.pk]) for edition in editions],
        "scales": Scale.objects.prefetch_related("levels__translations"),
        "form": SearchForm(),
    }
    return render(request, "frameworks/framework_list.html", context)


@require_safe
def practice_search(request):
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    found = Practice.objects.visible_to(request.user).with_words().saying(words) if words else Practice.objects.none()
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    context = {"form": form, "words": words, "page": page, "trail": trail()}
    return render(request, "frameworks/practice_search.html", context, status=200 if form.is_valid() else 422)


@require_safe
def edition_detail(request, uuid):
    editions = list(Edition.objects.visible_to(request.user).select_related("framework", "extends"))
    edition = get_object_or_404(Edition.objects.visible_to(request.user).with_counts(), uuid=uuid)
    context = {
        "edition": edition,
        "characteristics": edition.characteristics.with_counts().prefetch_related("translations"),
        "categories": edition.resource_categories.prefetch_related("resources__translations"),
        "questions": edition.questions.prefetch_related("translations"),
        "joined": joined_editions(editions)[edition.pk],
        "trail": trail(),
    }
    return render(request, "frameworks/edition_detail.html", context)


@require_safe
def characteristic_detail(request, uuid):
    visible = Characteristic.objects.visible_to(request.user).select_related("edition")
    characteristic = get_object_or_404(visible.prefetch_related("translations"), uuid=uuid)
    practices = characteristic.practices.with_words().with_counterparts(request.user)
    siblings = list(characteristic.edition.characteristics.prefetch_related("translations"))
    place = siblings.index(characteristic)
    context = {
        "characteristic": characteristic,
        "edition": characteristic.edition,
        "practices": [(practice, counterparts_of(practice)) for practice in practices.order_by("position")],
        "previous": siblings[place - 1] if place else None,
        "next": siblings[place + 1] if place + 1 < len(siblings) else None,
        "trail": trail(characteristic.edition),
    }
    return render(request, "frameworks/characteristic_detail.html", context)


@require_safe
def practice_detail(request, uuid):
    practices = Practice.objects.visible_to(request.user).with_words().with_counterparts(request.user)
    practice = get_object_or_404(practices, uuid=uuid)
    context = {
        "practice": practice,
        "edition": practice.characteristic.edition,
        "counterparts": counterparts_of(practice),
        "trail": trail(practice.characteristic.edition, practice.characteristic),
    }
    return render(request, "frameworks/practice_detail.html", context)


@require_safe
def edition_compare(request, uuid, other):
    visible = Edition.objects.visible_to(request.user)
    left, right = get_object_or_404(visible, uuid=uuid), get_object_or_404(visible, uuid=other)
    relation = request.GET.get("relation")
    relation = relation if relation in Crosswalk.Relation.values else None
    context = {
        "comparison": compare_editions(left, right, relation),
        "relation": relation,
        "kinds": dict(Crosswalk.Relation.choices),
        "trail": trail(left),
    }
    return render(request, "frameworks/edition_compare.html", context)


@require_safe
def scale_detail(request, uuid):
    scale = get_object_or_404(Scale.objects.prefetch_related("levels__translations"), uuid=uuid)
    return render(request, "frameworks/scale_detail.html", {"scale": scale, "trail": trail()})


def trail(edition=None, characteristic=None):
    steps = [{"label": _("Frameworks"), "url": reverse("frameworks:framework_list")}]
    if edition:
        steps.append({"label": edition.title, "url": reverse("frameworks:edition_detail", args=[edition.uuid])})
    if characteristic:
        url = reverse("frameworks:characteristic_detail", args=[characteristic.uuid])
        steps.append({"label": f"{characteristic.number} {characteristic.words_short_name}", "url": url})
    return steps
