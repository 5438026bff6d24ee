"""Write success criteria, restore an earlier version, offer them, adopt an offer, withdraw words for good."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from assessments.cycles.models import Assessment
from districts.audit import write_one_change
from districts.history import record_change
from districts.structure.models import Team
from frameworks.models.edition import Practice
from frameworks.models.scale import Level
from people.errors import StaleRevision
from people.users import User

from .errors import NotOffered, OfferNotPossible, WordsGone
from .models import CriterionVersion, SuccessCriterion
from .queries import to_take_over

Origin = CriterionVersion.Origin


@transaction.atomic
def write_criterion(
    *, team: Team, practice: Practice, level: Level, text: str, lens: str, revision: int, by: User
) -> CriterionVersion | None:
    """Save a new version of what a level looks like here, unless it repeats the current one.

    ``revision`` is the one the person saw, 0 for none. Raises ``StaleRevision`` with what somebody else of the team
    saved in the meantime. An empty text clears the wording; the versions stay.
    """
    criterion = locked_criterion(team, practice, level)
    return add_version(criterion, CriterionVersion(text=text, lens=lens if text else ""), revision, by)


@transaction.atomic
def restore_criterion(*, version: CriterionVersion, revision: int, by: User) -> CriterionVersion | None:
    """Save an earlier version again as the newest one; raises ``WordsGone`` where its words were withdrawn."""
    old = version.criterion
    criterion = locked_criterion(old.team, old.practice, old.level)
    version = with_words(version)
    words = CriterionVersion(text=version.text, lens=version.lens, origin=Origin.RESTORED)
    return add_version(criterion, words, revision, by)


@transaction.atomic
def adopt_criterion(*, team: Team, version: CriterionVersion, revision: int, by: User) -> CriterionVersion | None:
    """Copy the district team's offered wording as the team's own; the copy stays when the offer ends.

    Raises ``NotOffered`` where the district has changed its offer, taken it back or withdrawn it.
    """
    lock(team)  # a withdrawal waits, and finds this copy; or this waits, and finds the offer gone
    theirs = version.criterion
    needs_offered(team, version)
    criterion = locked_criterion(team, theirs.practice, theirs.level)
    words = CriterionVersion(text=version.text, lens=version.lens, origin=Origin.ADOPTED)
    adopted = add_version(criterion, words, revision, by)
    criterion.based_on = version
    criterion.save(update_fields=["based_on"])
    return adopted


def needs_offered(team: Team, version: CriterionVersion) -> None:
    if not CriterionVersion.objects.offered_in(team.district_id).filter(pk=version.pk).exists():
        raise NotOffered


@transaction.atomic
def keep_criterion(*, team: Team, version: CriterionVersion, by: User) -> None:
    """Keep the team's own wording beside the district's, which is not brought up again until it changes.

    Raises ``NotOffered`` as adopting does, since a wording that was kept aside can be shown again later.
    """
    lock(team)  # as in adopting
    theirs = version.criterion
    needs_offered(team, version)
    criterion = locked_criterion(team, theirs.practice, theirs.level)
    if criterion.revision:
        criterion.based_on = version
        criterion.save(update_fields=["based_on"])


@transaction.atomic
def offer_criterion(*, version: CriterionVersion, by: User) -> None:
    """Offer the district team's current wording to all teams of the district; a second time changes nothing."""
    old = version.criterion
    criterion = locked_criterion(old.team, old.practice, old.level)
    if criterion.team.school_id or latest(criterion) != version or not version.text:
        raise OfferNotPossible
    version = with_words(version)
    if criterion.offered_revision == version.number:
        return
    version.offered_by, version.offered_at = by, timezone.now()
    version.save(update_fields=["offered_by", "offered_at"])
    criterion.offered_revision = version.number
    criterion.save(update_fields=["offered_revision"])
    record_criterion_change(criterion, "criterion_offered", by)


@transaction.atomic
def take_offer_back(*, version: CriterionVersion, by: User) -> None:
    """Stop offering this wording; what teams have adopted stays theirs. A second time changes nothing.

    Teams no longer see it as the earlier wording either, as it may have been taken back for what it says.
    """
    offered = SuccessCriterion.objects.filter(pk=version.criterion_id, offered_revision=version.number)
    if offered.update(offered_revision=None):
        record_criterion_change(version.criterion, "offer_taken_back", by)
        SuccessCriterion.objects.filter(based_on__criterion=version.criterion_id).update(based_on=None)


@transaction.atomic
def withdraw_criterion(*, version: CriterionVersion, by: User) -> None:
    """Remove a version's words for good, and the same words from every other version of the team.

    Where the team had offered them, all teams of the district lose the same words. Each version stays in its place
    with the date; the history keeps who did it, without the words. Meant for words that name a person.
    """
    list(Team.objects.filter(district=version.criterion.team.district_id).select_for_update(no_key=True).order_by("pk"))
    version = with_words(version)
    same = list(CriterionVersion.objects.saying_the_same_as(version).order_by("pk"))
    now = timezone.now()
    SuccessCriterion.objects.filter(versions__in=same, offered_revision=F("versions__number")).update(
        offered_revision=None
    )
    CriterionVersion.objects.filter(pk__in=[one.pk for one in same]).update(text="", lens="", withdrawn_at=now)
    write_one_change(same, {"withdrawn_at": [None, now.isoformat()]}, by=by)
    record_criterion_change(version.criterion, "criterion_withdrawn", by)


def record_criterion_change(criterion: SuccessCriterion, kind: str, by: User) -> None:
    """Write a change that other teams read to the district's history, without its words."""
    team = criterion.team
    known = {"practice": criterion.practice.code, "team": team.name}
    record_change(kind, district=team.district, by=by, school=team.school, **known)


@transaction.atomic
def take_over_criteria(*, assessment: Assessment, by: User) -> int:
    lock(assessment.team)
    made = [
        CriterionVersion(
            criterion=SuccessCriterion(
                team=assessment.team, practice_id=practice_id, level_id=version.criterion.level_id, revision=1
            ),
            number=1,
            text=version.text,
            lens=version.lens,
            origin=Origin.TAKEN_OVER,
            written_by=by,
        )
        for practice_id, version in to_take_over(assessment)
    ]
    SuccessCriterion.objects.bulk_create(version.criterion for version in made)
    CriterionVersion.objects.bulk_create(made)
    return len(made)


def lock(team: Team) -> None:
    """Lock the team's row, so that nobody else writes its criteria until the transaction ends."""
    # The team's row is there before its first criterion is, and no save of anything else waits for it.
    Team.objects.select_for_update(no_key=True).get(pk=team.pk)


def with_words(version: CriterionVersion) -> CriterionVersion:
    """Reload the version, with the team's criteria locked; raise ``WordsGone`` where it has no words."""
    now = CriterionVersion.objects.filter(pk=version.pk).exclude(text="").select_related("criterion__team").first()
    if now is None:
        raise WordsGone
    return now


def locked_criterion(team: Team, practice: Practice, level: Level) -> SuccessCriterion:
    """The team's criterion for a level of a practice, or a new one, with the team's criteria locked."""
    lock(team)
    criterion = SuccessCriterion.objects.filter(team=team, practice=practice, level=level).first()
    return criterion or SuccessCriterion(team=team, practice=practice, level=level)


def latest(criterion: SuccessCriterion) -> CriterionVersion | None:
    return CriterionVersion.objects.filter(criterion=criterion.pk, number=criterion.revision).first()


def add_version(
    criterion: SuccessCriterion, words: CriterionVersion, revision: int, by: User
) -> CriterionVersion | None:
    """Save these words as the version after the one the person saw.

    Returns the stored version where the words are the same, and None for a first one without words.
    """
    stored = latest(criterion)
    if stored and stored.words == words.words:
        return stored
    if not stored and not words.text:
        return None
    if criterion.revision != revision:
        raise StaleRevision(stored)
    criterion.revision += 1
    criterion.save()
    words.criterion, words.number, words.written_by = criterion, criterion.revision, by
    words.save()
    return words
