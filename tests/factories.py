"""Small worlds for tests: each function makes what its name says, and nothing surprising beside it."""

import datetime
import itertools

from django.utils import timezone

from assessments.criteria.models import CriterionVersion, SuccessCriterion
from assessments.cycles.models import Assessment, Cycle
from assessments.evidence.models import Evidence, EvidenceLink
from assessments.meeting.models import Outcome, OutcomeKind
from assessments.rating.models import Answer, Rating, Reveal, Seat
from assessments.reflection.models import Reflection, ReflectionShare
from districts.roles.models import Appointment, Membership
from districts.structure.models import District, Family, School, Team
from frameworks.models.edition import Characteristic, Edition, Framework, Practice
from frameworks.models.resources import LeadershipResource, ResourceCategory
from frameworks.models.scale import Level, Scale
from people.access.addresses import ask_for_address
from people.access.addresses import token_of as token_of_address
from people.access.models import AccessChange, AccessToken
from people.access.tokens import make_token
from people.mail.models import Mail
from people.personal_data.models import PersonalDataFile
from people.users import Notice, User

number = itertools.count(1)
PASSWORD = "demo-demo-demo"


def make_person(name="", email="", **fields):
    """Somebody with an account and a password, and no role."""
    n = next(number)
    user = User(name=name or f"Person {n}", email=email or f"person{n}@example.org", **fields)
    user.password = FAST_HASH
    user.save()
    return user


# One hash for everybody: hashing is what takes the time, and no test is about it.
FAST_HASH = (
    "pbkdf2_sha256$1$salt$"
    + __import__("base64")
    .b64encode(__import__("hashlib").pbkdf2_hmac("sha256", PASSWORD.encode(), b"salt", 1))
    .decode()
)


def make_sealed(person, by=None, **fields):
    """What stands in an account is sealed, since somebody changed how its person signs in; returns the change."""
    change = AccessChange.objects.create(
        **{"person": person, "why": "link", "made_by": by, "address_before": person.email, "seals": True, **fields}
    )
    person.sealed_at = change.made_at
    person.save(update_fields=["sealed_at"])
    return change


def asked_address(person, address="another@example.org"):
    """Somebody wants to sign in with another address; returns the token of the link that confirms it."""
    return token_of_address(ask_for_address(address=address, by=person))


def token_of(person, *scopes):
    """A secret of the person's, in use, that opens these scopes: all where none is named."""
    token, secret = make_token(name="Ours", scopes=scopes or AccessToken.Scope.values, days=30, by=person)
    AccessToken.objects.filter(pk=token.pk).update(last_used_at=timezone.now())
    return secret


def make_mail(person, failed=False, sent=False, **fields):
    """A mail with a link to somebody, that waits, was given up, or was sent."""
    now = timezone.now()
    state = {"due_at": None if failed or sent else now, "failed_at": now if failed else None}
    state |= {"sent_at": now if sent else None, "problem": Mail.Problem.ADDRESS if failed else ""}
    return Mail.objects.create(**{"kind": Mail.Kind.LINK, "person": person, "address": person.email, **state, **fields})


def make_personal_data_file(person, content=b"Zip", **fields):
    """A file with everything stored about somebody, made and kept."""
    made = {"language": "en", "time_zone": "America/Toronto", "finished_at": timezone.now(), "size": len(content)}
    file = PersonalDataFile.objects.create(person=person, **{**made, **fields})
    if file.size:
        file.path.parent.mkdir(parents=True, exist_ok=True)
        file.path.write_bytes(content)
    return file


def make_notice(**fields):
    """A notice of collection."""
    return Notice.objects.create(
        **{"key": f"notice-{next(number)}", "version": 1, "title": "Notice", "text": "Why.", **fields}
    )


def make_district(**fields):
    """A district with a notice."""
    n = next(number)
    return District.objects.create(
        **{"name": f"District {n}", "slug": f"district-{n}", "notice": make_notice(), **fields}
    )


def make_family(district, **fields):
    """A family of schools."""
    return Family.objects.create(**{"district": district, "name": f"Family {next(number)}", **fields})


def make_school(district, **fields):
    """A school."""
    return School.objects.create(**{"district": district, "name": f"School {next(number)}", **fields})


def make_team(district, school=None, members=0, **fields):
    """A leadership team, of a school or of the district, with so many members who rate."""
    name = school.name if school else f"Team {next(number)}"
    team = Team.objects.create(**{"district": district, "school": school, "name": name, **fields})
    for _ in range(members):
        join(team)
    return team


def join(team, person=None, **fields):
    """Somebody joins a team; returns the membership."""
    person = person or make_person()
    started = timezone.now() - datetime.timedelta(days=400)
    return Membership.objects.create(**{"team": team, "person": person, "starts_at": started, **fields})


def appoint(role, person=None, district=None, school=None, families=(), **fields):
    """Give somebody a role; returns the person."""
    person = person or make_person()
    started = timezone.now() - datetime.timedelta(days=400)
    appointment = Appointment.objects.create(
        **{"role": role, "person": person, "district": district, "school": school, "starts_at": started, **fields}
    )
    appointment.families.set(families)
    return person


def make_edition(characteristics=2, practices=3, publish=True, resources=0):
    """An edition with so many characteristics of so many practices each, and so many leadership resources."""
    n = next(number)
    framework = Framework.objects.create(key=f"framework-{n}", title=f"Framework {n}")
    edition = Edition.objects.create(
        framework=framework, version=f"v{n}", title=f"Edition {n}", source="A source", rights_note="Ours"
    )
    for c in range(1, characteristics + 1):
        characteristic = Characteristic.objects.create(
            edition=edition, number=c, title=f"Characteristic {c}", short_name=f"Short {c}"
        )
        Practice.objects.bulk_create(
            Practice(characteristic=characteristic, position=p, code=f"{c}.{p}", statement=f"Do {c}.{p}")
            for p in range(1, practices + 1)
        )
    if resources:
        category = ResourceCategory.objects.create(edition=edition, key="social", position=1, title=f"Category {n}")
        LeadershipResource.objects.bulk_create(
            LeadershipResource(category=category, position=p, name=f"Resource {p}") for p in range(1, resources + 1)
        )
    if publish:
        edition.publish()
    return edition


def make_scale():
    """Four levels; target 3; two kinds of evidence asked for at 3 and 4."""
    scale = Scale.objects.create(key=f"scale-{next(number)}", title="Evidence")
    for value, label in enumerate(("Not yet evident", "Emerging", "Established", "Embedded"), start=1):
        Level.objects.create(
            scale=scale,
            value=value,
            label=label,
            anchor_district=f"District {label}",
            anchor_school=f"School {label}",
            is_target=value == 3,
            kinds_of_evidence=2 if value >= 3 else 0,
        )
    return scale


def make_cycle(district, edition=None, scale=None, days=30, **fields):
    """A cycle that opened ten days ago and runs for some days yet; no team is in it."""
    today = district.today()
    return Cycle.objects.create(
        **{
            "district": district,
            "name": f"Cycle {next(number)}",
            "edition": edition or make_edition(),
            "scale": scale or make_scale(),
            "notice": district.notice,
            "opens_on": today - datetime.timedelta(days=10),
            "closes_on": today + datetime.timedelta(days=days),
            **fields,
        }
    )


def make_assessment(cycle, team, **fields):
    """A team's assessment in a cycle."""
    return Assessment.objects.create(
        **{"cycle": cycle, "district": cycle.district, "team": team, "school": team.school, **fields}
    )


def seat(assessment, person):
    """A person's rating seat."""
    return Seat.objects.create(
        district=assessment.district, cycle=assessment.cycle, assessment=assessment, person=person
    )


def make_evidence(team, practice=None, assessment=None, **fields):
    """A note as evidence, linked to a practice of an assessment where they are given."""
    evidence = Evidence.objects.create(
        **{
            "team": team,
            "title": f"Evidence {next(number)}",
            "carrier": "note",
            "kind": "document",
            "rung": "doing",
            "note": "What it says.",
            **fields,
        }
    )
    if practice:
        EvidenceLink.objects.create(assessment=assessment, evidence=evidence, practice=practice)
    return evidence


def practices_of(assessment):
    """The practices of the assessment's edition, in its order."""
    return list(Practice.objects.filter(characteristic__edition=assessment.cycle.edition_id))


def make_meeting(members=0, practices=3, characteristics=1, started=True, **fields):
    """A school team's assessment in a new district, its meeting started; ``members`` people rate in its team."""
    district = make_district()
    cycle = make_cycle(district, edition=make_edition(characteristics, practices), **fields)
    assessment = make_assessment(cycle, make_team(district, make_school(district), members=members))
    if started:
        assessment.meeting_started_at = timezone.now()
        assessment.save()
    return assessment


def members_of(assessment):
    """The people of its team, in the order in which they joined."""
    return [membership.person for membership in assessment.team.memberships.order_by("pk")]


SAID = {"?": Answer.NOT_ENOUGH_INFORMATION, "n/a": Answer.DOES_NOT_APPLY, "-": Answer.WITHDRAWN}


def make_rating(assessment, person, practice, said, **fields):
    """What somebody said of a practice, written as it stands: a level's value, an answer, or one of ``SAID``."""
    held, _made = Seat.objects.get_or_create(
        cycle=assessment.cycle,
        person=person,
        defaults={"assessment": assessment, "district": assessment.district},
    )
    level = assessment.cycle.scale.levels.get(value=said) if isinstance(said, int) else None
    answer = Answer.LEVEL if level else SAID.get(said, said)
    return Rating.objects.create(**{"seat": held, "practice": practice, "answer": answer, "level": level, **fields})


def team_says(assessment, practice, *said):
    """What the people of the team said of a practice, in the order in which they joined; None for nothing."""
    for person, answer in zip(members_of(assessment), said, strict=False):
        if answer is not None:
            make_rating(assessment, person, practice, answer)


def reveal(assessment, *practices):
    """The practices are revealed, with a spread where three give a level."""
    Reveal.objects.bulk_create(
        Reveal(assessment=assessment, practice=practice, shows_spread=True) for practice in practices
    )


def make_outcome(assessment, practice, said, **fields):
    """What the team agreed: a level's value, or an outcome without one."""
    level = assessment.cycle.scale.levels.get(value=said) if isinstance(said, int) else None
    kind = OutcomeKind.LEVEL if level else said
    return Outcome.objects.create(
        **{"assessment": assessment, "practice": practice, "kind": kind, "level": level, **fields}
    )


def resources_of(edition):
    """The leadership resources of an edition, in its order."""
    return list(LeadershipResource.objects.filter(category__edition=edition))


def make_reflection(person, resource, **fields):
    """What somebody wrote, for themselves, of a leadership resource."""
    return Reflection.objects.create(
        **{"person": person, "resource": resource.uuid, "strength": "growing", "example": "Why.", **fields}
    )


def share_reflections(reader, *entries, **fields):
    """The author of these entries lets somebody read them."""
    share = ReflectionShare.objects.create(author=entries[0].person, reader=reader, **fields)
    Reflection.objects.filter(pk__in=[entry.pk for entry in entries]).update(share=share)
    return share


def make_criterion(team, practice, scale, value, *texts, lens="", offered=False):
    """What a level of a practice looks like for a team, in so many versions; the last one offered, if it is."""
    criterion = SuccessCriterion.objects.create(
        team=team,
        practice=practice,
        level=scale.levels.get(value=value),
        revision=len(texts),
        offered_revision=len(texts) if offered else None,
    )
    for version, text in enumerate(texts, start=1):
        offered_at = timezone.now() if offered and version == len(texts) else None
        CriterionVersion.objects.create(
            criterion=criterion, number=version, text=text, lens=lens, offered_at=offered_at
        )
    return criterion
