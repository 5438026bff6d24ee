"""The demo: made once for this module, since making it takes seconds; no test here changes it but in a transaction."""

import hashlib
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as project_settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Count, F, Q
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.cycles.models import Assessment, Cycle, State
from assessments.evidence.models import Evidence
from assessments.meeting.models import Outcome, OutcomeKind
from assessments.meeting.queries import order_of
from assessments.publishing.models import Block, BlockPractice, MirrorPractice
from assessments.rating.models import Answer, Rating, Reveal, Seat
from assessments.rating.progress import readiness
from assessments.record.models import Record, RecordCharacteristic, RecordEvidence, RecordPractice
from assessments.reflection.models import Reflection, ReflectionShare
from assessments.reflection.queries import shared_with
from demo.people import PASSWORD, account_texts
from districts.roles.models import Appointment, Membership
from districts.structure.models import District, School, Team
from frameworks.caching import clear_caches
from frameworks.loading import load_frameworks
from people.users import Acceptance, Notice, User
from reports.board.value import board_of
from reports.figures.records import read_cycle
from reports.mirror.value import mirror_of
from tests.browser.conftest import environment_for
from tests.browser.conftest import run as run_beside
from tests.demo.content import content
from tests.reports.pencil import Reader
from tests.reports.second.districts import published
from tests.reports.second.opinion import the_second_opinion_is_the_same

# Making it takes seconds, and the browser's whole job begins with it on the other database.
pytestmark = pytest.mark.once

ADDRESSES = {f"{name}@demo.example" for name in account_texts()}


def run(*arguments):
    """What the command says."""
    said = StringIO()
    with override_settings(DEMO=True):
        call_command("demo", *arguments, stdout=said)
    return said.getvalue()


@pytest.fixture(scope="module")
def created(django_db_setup, django_db_blocker):
    """The demo, made once; taken back when the module is done. Gives what was said and asked of the database."""
    clear_caches()  # it may hold levels that another test has rolled back
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        load_frameworks()
        with CaptureQueriesContext(connection) as queries:
            said = run()
        yield said, len(queries)
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)
    clear_caches()


@pytest.fixture
def demo(created, db, settings):
    """The demo, as every test finds it."""
    settings.DEMO = True
    return District.objects.get(slug="northern-lakes")


def open_cycle_of(district):
    return Cycle.objects.unpublished().get(district=district)


def states(cycle):
    return {a.team.name: a.state for a in cycle.assessments.with_context()}


def test_it_prints_every_account_with_the_password(created):
    said, _ = created
    assert PASSWORD in said
    assert all(address in said for address in ADDRESSES)


def test_it_asks_the_database_a_reasonable_number_of_questions(created):
    # About 57 a closed assessment, of which there are 53; what is many is written at once.
    assert created[1] < 4700


def test_a_second_time_changes_nothing(demo, django_assert_max_num_queries):
    before = District.objects.count(), User.objects.count(), Rating.objects.count()
    with django_assert_max_num_queries(1):
        said = run()
    assert "principal@demo.example" in said
    assert (District.objects.count(), User.objects.count(), Rating.objects.count()) == before


def test_removed_it_leaves_nothing(demo, django_capture_on_commit_callbacks):
    files = Path(project_settings.EVIDENCE_ROOT) / str(demo.pk)
    assert any(files.rglob("*"))
    elsewhere = User.objects.create_user("someone@example.org", "Someone")
    with django_capture_on_commit_callbacks(execute=False) as later:
        run("--remove")
    assert [callback for callback in later if "remove_demo" in callback.__qualname__]
    assert list(User.objects.all()) == [elsewhere]
    for model in (
        District,
        School,
        Team,
        Cycle,
        Assessment,
        Rating,
        Record,
        Evidence,
        Block,
        MirrorPractice,
        Appointment,
    ):
        assert not model.objects.exists(), model
    assert not Reflection.objects.exists()
    assert not ReflectionShare.objects.exists()
    assert not Notice.objects.exists()
    assert not Acceptance.objects.exists()


def test_made_elsewhere_it_is_the_same(demo, prepared):
    """The browser tests' server has had it made by another process, which orders its sets otherwise."""
    ask = "from tests.demo.content import content; print(content())"

    elsewhere = run_beside([sys.executable, "manage.py", "shell", "-v", "0", "-c", ask], environment_for(*prepared))

    assert elsewhere.strip() == content()


def test_pandas_finds_the_same_figures_or_the_same_refusals(demo):
    """Every figure of its two published cycles once more, and how far its third one is."""
    assert len(published(demo)) == 2

    the_second_opinion_is_the_same(demo)


@pytest.mark.needs_pango
def test_a_reader_with_a_pencil_finds_no_contradiction_in_the_demo(demo):
    newest, before = Cycle.objects.published().filter(district=demo).order_by("-opens_on")
    eyes = {}
    for name in ("superintendent", "trustee", "province"):
        eyes[name] = Client()
        eyes[name].force_login(User.objects.get(email=f"{name}@demo.example"))

    reader = Reader(
        demo, newest, eyes["superintendent"], eyes["trustee"], eyes["province"], report=board_of(newest, before)
    )

    assert reader.read_all() == []


def test_the_district_team_of_the_demo_sees_itself_higher_than_its_schools_do(demo):
    newest = Cycle.objects.published().filter(district=demo).first()
    shown = mirror_of(read_cycle(newest))

    assert sum(row.shown for row in shown.rows) > 50
    assert len(shown.higher) > len(shown.lower)


def test_there_are_24_schools_in_four_families_and_about_150_people(demo):
    assert demo.schools.count() == 24
    assert sorted(demo.families.annotate(n=Count("schools")).values_list("n", flat=True)) == [6, 6, 6, 6]
    assert demo.teams.count() == 25
    assert 140 <= User.objects.count() <= 170
    assert User.objects.exclude(email__endswith="@demo.example").count() == 0


def test_only_the_role_accounts_have_a_password(demo):
    able = {user.email for user in User.objects.all() if user.has_usable_password()}
    assert able == ADDRESSES
    assert len(set(User.objects.filter(email__in=ADDRESSES).values_list("password", flat=True))) == 1


@pytest.mark.parametrize("name", sorted(account_texts()))
def test_accounts_sign_in_and_see_their_work(demo, client, name):
    address = f"{name}@demo.example"
    client.post("/accounts/login/", {"login": address, "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(User.objects.get(email=address).pk)
    assert client.get("/").status_code == 200


def test_two_cycles_are_published_on_two_editions_and_the_third_is_open(demo):
    cycles = list(Cycle.objects.filter(district=demo).order_by("opens_on").select_related("edition"))
    assert [c.edition.version for c in cycles] == ["olf-placemat", "strong-districts-2013", "strong-districts-2013"]
    assert [c.is_published for c in cycles] == [True, True, False]
    assert cycles[2].opens_on < demo.today() < cycles[2].closes_on
    assert cycles[0].published_at < cycles[1].published_at < timezone.now()
    assert {c.scale.key for c in cycles} == {"evidence4"}


def test_the_open_cycle_has_teams_in_every_state(demo):
    cycle = open_cycle_of(demo)
    found = set(states(cycle).values())
    assert found == {State.RATING, State.MEETING, State.CLOSED, State.ENDED}
    assert cycle.assessments.filter(extended_to__gt=cycle.closes_on).count() == 1
    assert cycle.assessments.exclude(ended_reason="").count() == 1
    untouched = cycle.assessments.filter(seats__isnull=True).values_list("team__name", flat=True)
    assert set(untouched) == {"École Sainte-Hélène", "Muskrat Creek Public School"}


def test_a_meeting_stands_half_way(demo):
    meeting = open_cycle_of(demo).assessments.get(team__name="Portage Lakes Collegiate")
    assert meeting.state == State.MEETING
    order = [practice.pk for practice in order_of(meeting)]
    assert len(order) == 58
    assert 0 < len(meeting.talk_first) < 29  # both bands are there to see
    assert order[: len(meeting.talk_first)] == meeting.talk_first
    revealed = set(Reveal.objects.filter(assessment=meeting).values_list("practice", flat=True))
    agreed = set(Outcome.objects.filter(assessment=meeting).values_list("practice", flat=True))
    assert revealed == set(order[:27])
    assert agreed < revealed
    # Of the two that are revealed and open one waits, and the team talks about the other.
    assert meeting.parked.get().practice_id == order[25]
    assert meeting.place.practice_id == order[26]
    guide = User.objects.get(email="guide@demo.example")
    assert meeting.team.memberships.get(person=guide).facilitates


def test_an_overdue_team_is_in_the_other_district(demo):
    cycle = Cycle.objects.get(district__slug="prairie-rose")
    assert sorted(states(cycle).values()) == [State.CLOSED, State.OVERDUE]


def test_the_facilitators_team_is_ready_but_for_the_member(demo):
    facilitator = User.objects.get(email="facilitator@demo.example")
    assessment = open_cycle_of(demo).assessments.get(team__in=Team.objects.joined_by(facilitator))
    waiting = [entry for entry in readiness(assessment) if not entry.is_ready]
    assert [entry.person.email for entry in waiting] == ["member@demo.example"]
    assert waiting[0].answered == 29
    assert facilitator.memberships.get().facilitates


def test_the_principal_has_published_records_and_facilitates_there(demo):
    principal = User.objects.get(email="principal@demo.example")
    school = principal.appointments.get().school
    assert Record.objects.published().filter(school=school).count() == 2
    assert principal.memberships.get(team__school=school).facilitates


def test_the_superintendent_has_the_whole_district_and_rates_in_its_team(demo):
    superintendent = User.objects.get(email="superintendent@demo.example")
    assert not superintendent.appointments.get().families.exists()
    assert Seat.objects.get(cycle=open_cycle_of(demo), person=superintendent).assessment.school is None


def test_two_people_reflect_and_the_facilitator_lets_the_principal_read_one_with_its_history(demo):
    facilitator, principal = (User.objects.get(email=f"{name}@demo.example") for name in ("facilitator", "principal"))
    assert Reflection.objects.by(facilitator).order_by().values("resource").distinct().count() == 3
    assert Reflection.objects.by(principal).exists()
    (share,) = shared_with(principal)
    assert share.author == facilitator
    assert [entry.strength for entry in share.entries.all()] == ["growing", "hard"]


def coverage(record):
    counts = list(record.characteristics.all())
    return sum(c.agreed for c in counts) / sum(c.applicable for c in counts)


def published_of(demo, name):
    return list(Record.objects.published().filter(district=demo, team_name=name).order_by("closed_at"))


def mean_of(record):
    counts = list(record.characteristics.all())
    return sum(c.level_total for c in counts) / sum(c.agreed for c in counts)


def test_one_school_is_strong_and_one_hardly_answered(demo):
    strong = published_of(demo, "Lighthouse Point Public School")
    others = Record.objects.published().filter(district=demo).exclude(pk__in=[r.pk for r in strong])
    assert min(map(mean_of, strong)) > max(map(mean_of, others))
    assert all(coverage(record) < 0.5 for record in published_of(demo, "Muskrat Creek Public School"))


def test_one_school_disagrees_with_itself(demo):
    (record, _) = published_of(demo, "Granite Ridge Secondary School")
    assert record.practices.filter(outcome=OutcomeKind.NO_AGREEMENT).count() > 10


def test_one_school_is_different_on_purpose_with_reasons(demo):
    for record in published_of(demo, "Birchbark Elementary School"):
        different = record.practices.filter(locally_different=True)
        assert different.count() >= 4
        assert not different.filter(reason="").exists()


def test_unsupported_levels_have_a_stated_reason_and_one_school_has_many(demo):
    assert not RecordPractice.objects.filter(unsupported=True, unsupported_reason="").exists()
    (record, _) = published_of(demo, "Harbourview Secondary School")
    assert record.practices.filter(unsupported=True).count() > 15


def test_one_school_closed_after_the_first_cycle(demo):
    school = demo.schools.get(closed_on__isnull=False)
    assert Record.objects.published().filter(school=school).count() == 1
    assert school.successor.name == "Three Rivers Public School"
    assert not Membership.objects.current().filter(team__school=school).exists()
    assert not school.assessments.filter(cycle=open_cycle_of(demo)).exists()


def test_answers_are_shown_for_blocks_of_schools_and_the_district_team_stands_in_the_mirror(demo):
    for cycle in demo.cycles.filter(published_at__isnull=False):
        blocks = list(cycle.blocks.all())
        assert len(blocks) >= 2
        assert min(block.people for block in blocks) >= 14
        assert BlockPractice.objects.filter(block__in=blocks, shares__isnull=False).count() > 50 * len(blocks)
        assert cycle.mirror.count() > 20


def test_the_district_rises_from_the_first_cycle_to_the_second(demo):
    rows = RecordCharacteristic.objects.filter(cycle__published_at__isnull=False, record__school__isnull=False)
    means = {}
    for row in rows.select_related("cycle", "characteristic"):
        total, count = means.get((row.cycle.opens_on, row.characteristic.number), (0, 0))
        means[row.cycle.opens_on, row.characteristic.number] = (total + row.level_total, count + row.agreed)
    means = {key: total / count for key, (total, count) in means.items()}
    for opened in {opened for opened, _ in means}:
        of_cycle = {number: mean for (when, number), mean in means.items() if when == opened}
        assert min(of_cycle, key=of_cycle.get) == 7
        assert max(of_cycle, key=of_cycle.get) == 8
    first, second = (
        sum(mean for (when, _), mean in means.items() if when == day) / 9 for day in sorted({k[0] for k in means})
    )
    assert 0.1 < second - first < 0.5


def test_published_teams_have_six_to_twenty_pieces_for_several_practices(demo):
    records = Record.objects.published().filter(district=demo).exclude(team_name="Muskrat Creek Public School")
    for record in records.annotate(pieces=Count("evidence")):
        assert 6 <= record.pieces <= 20, record
    assert {row.carrier for row in RecordEvidence.objects.all()} == {"note", "link", "file"}


def test_uploaded_files_are_there_and_are_what_they_say(demo):
    files = list(Evidence.objects.filter(carrier="file"))
    assert {piece.file_type for piece in files} == {"application/pdf", "image/png", "text/csv"}
    for piece in files:
        with piece.file.open("rb") as stored:
            assert hashlib.sha256(stored.read()).hexdigest() == piece.file_sha256


def test_nothing_has_happened_in_the_future_or_before_its_time(demo):
    now = timezone.now()
    assert not Rating.objects.filter(Q(saved_at__gt=now) | Q(saved_at__lt=F("seat__taken_at"))).exists()
    assert not Record.objects.filter(closed_at__gt=now).exists()
    assert not Record.objects.filter(closed_at__gt=F("cycle__published_at")).exists()
    assert not Outcome.objects.filter(recorded_at__gt=now).exists()
    assert not Evidence.objects.filter(created_at__gt=now).exists()
    seated = set(Seat.objects.values_list("person", "cycle__notice"))
    assert seated == set(Acceptance.objects.values_list("person", "notice"))


def test_ratings_say_no_level_only_where_they_say_so(demo):
    assert not Rating.objects.filter(answer=Answer.LEVEL, level__isnull=True).exists()
    assert Rating.objects.filter(answer=Answer.NOT_ENOUGH_INFORMATION).exists()
