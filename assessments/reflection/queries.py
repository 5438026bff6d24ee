"""Queries about reflections: the leadership resources, what a person wrote, and active shares."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from districts.roles.shared_membership import shared_since
from frameworks.models.edition import Edition
from frameworks.models.resources import LeadershipResource, ResourceCategory
from people.accounts import may_sign_in
from people.names import name_key
from people.namesakes import tell_apart
from people.users import User

from .models import Reflection, ReflectionShare


@dataclass(frozen=True)
class Resource:
    """A leadership resource in all editions of its framework, in the newest edition's words.

    Resources have no crosswalk. The same name in the same framework is the same resource; a renamed one is a new
    resource, and earlier reflections stay under the old name.
    """

    words: LeadershipResource
    identifiers: frozenset[UUID]

    @property
    def uuid(self) -> UUID:
        return self.words.uuid

    @property
    def category(self) -> ResourceCategory:
        return self.words.category

    @property
    def edition(self) -> Edition:
        return self.words.category.edition


@dataclass(frozen=True)
class ReflectionRow:
    resource: Resource
    latest: Reflection | None
    share: ReflectionShare | None


@dataclass(frozen=True)
class Overview:
    categories: list[tuple[ResourceCategory, list[ReflectionRow]]]
    earlier: list[ReflectionRow]


def resources() -> dict[UUID, Resource]:
    readable = LeadershipResource.objects.filter(category__edition__in=Edition.objects.readable())
    rows = readable.select_related("category__edition").prefetch_related("translations")
    same: defaultdict[tuple[int, str], list[LeadershipResource]] = defaultdict(list)
    for row in rows.order_by("category__edition__published_at", "category__edition", "category__position", "position"):
        same[row.category.edition.framework_id, name_key(row.name)].append(row)
    found: dict[UUID, Resource] = {}
    for group in same.values():
        # The last that is published; where all are retired, the last of those.
        newest = ([row for row in group if is_published(row)] or group)[-1]
        resource = Resource(newest, frozenset(row.uuid for row in group))
        found |= dict.fromkeys(resource.identifiers, resource)
    return found


def is_published(row: LeadershipResource) -> bool:
    return row.category.edition.status == Edition.Status.PUBLISHED


def overview_of(author: User) -> Overview:
    found = resources()
    latest, shares = latest_of(author, found)
    rows = [
        ReflectionRow(resource, latest.get(resource.uuid), shares.get(resource.uuid))
        for resource in {resource.uuid: resource for resource in found.values()}.values()
    ]
    rows.sort(key=lambda row: (row.resource.category.position, row.resource.words.position))
    editions = {row.resource.edition for row in rows if is_published(row.resource.words)}
    current = max(editions, key=lambda edition: (edition.published_at, edition.pk), default=None)
    categories: defaultdict[ResourceCategory, list[ReflectionRow]] = defaultdict(list)
    for row in rows:
        if row.resource.edition == current:
            categories[row.resource.category].append(row)
    earlier = [row for row in rows if row.resource.edition != current and row.latest]
    return Overview(list(categories.items()), earlier)


def latest_of(
    author: User, found: Mapping[UUID, Resource]
) -> tuple[dict[UUID, Reflection], dict[UUID, ReflectionShare]]:
    """The author's latest entry, without its texts, and the active share, by resource."""
    written = Reflection.objects.by(author).defer("example", "next_step")
    entries = list(written.select_related("share__author", "share__reader"))
    stands = {share.pk for share in active({entry.share for entry in entries if entry.share})}
    latest: dict[UUID, Reflection] = {}
    shares: dict[UUID, ReflectionShare] = {}
    for entry in entries:  # the newest first
        resource = found[entry.resource]
        latest.setdefault(resource.uuid, entry)
        if entry.share_id in stands:
            shares[resource.uuid] = entry.share
    return latest, shares


def active(shares: Iterable[ReflectionShare]) -> list[ReflectionShare]:
    """The shares that can still be read.

    Both people may sign in, and have been in one district without a break since the moment of sharing. A person who
    left and came back reads nothing until the author shares again.
    """
    open_shares = [share for share in shares if may_sign_in(share.author) and may_sign_in(share.reader)]
    if not open_shares:
        return []
    together = shared_since({person for share in open_shares for person in (share.author_id, share.reader_id)})
    return [share for share in open_shares if together(share.author_id, share.reader_id, share.shared_at)]


def shared_with(reader: User) -> list[ReflectionShare]:
    return active(ReflectionShare.objects.to(reader).select_related("author", "reader"))


def readers_of(author: User) -> set[User]:
    shares = ReflectionShare.objects.by(author).select_related("author", "reader")
    return {share.reader for share in active(shares)}


def share_of(author: User, resource: Resource) -> ReflectionShare | None:
    shares = ReflectionShare.objects.by(author).filter(entries__resource__in=resource.identifiers)
    return shares.select_related("author", "reader").first()


def resources_shared(shares: Collection[ReflectionShare]) -> list[tuple[ReflectionShare, Resource]]:
    found = resources() if shares else {}
    entries = Reflection.objects.filter(share__in=shares).order_by().values_list("share", "resource")
    about = {share: found[identifier] for share, identifier in entries}
    tell_apart(share.author for share in shares)
    return [(share, about[share.pk]) for share in shares]
