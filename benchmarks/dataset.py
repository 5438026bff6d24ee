"""`python -m benchmarks.dataset SIZE`: fill the database of DATABASE_URL, unless it already holds just that.

Districts, people and teams are made through the models; what there are millions of, by ``years``. Nothing is random,
so that two databases of one size hold the same.
"""

import datetime
import hashlib
import sys
import time
from itertools import count
from pathlib import Path

import django

from . import HOME


def main(size):
    """Make the data set, or say that it is there."""
    started = time.monotonic()
    if made() == (size, fingerprint()):
        print(f"{size}: kept from an earlier run", flush=True)
        return
    empty()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("load_frameworks", verbosity=0)
    from . import years

    make_places(size)
    for line in years.make():
        print(f"{size}: {line} ({time.monotonic() - started:.0f} s)", flush=True)
    finish(size)
    print(f"{size}: made in {time.monotonic() - started:.0f} s", flush=True)


def fingerprint():
    """Changes when the shape, the statements or the schema do."""
    total = hashlib.sha256()
    own = [HOME / name for name in ("sizes.py", "rows.py", "dataset.py", "years.py")]
    for path in (*own, *sorted(HOME.parent.glob("*/migrations/*.py"))):
        total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()


def made():
    """The size and fingerprint that the database says it holds, or None."""
    from django.db import connection

    with connection.cursor() as cursor:
        if "benchmark_made" not in connection.introspection.table_names(cursor):
            return None
        cursor.execute("SELECT size, fingerprint FROM benchmark_made")
        return cursor.fetchone()


def empty():
    """Forget whatever an earlier or interrupted run left."""
    from django.db import connection

    if connection.vendor == "sqlite":
        connection.close()
        for ending in ("", "-wal", "-shm"):
            Path(f"{connection.settings_dict['NAME']}{ending}").unlink(missing_ok=True)
    else:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")


def finish(size):
    """Write down what is there. PostgreSQL would gather its statistics by itself within minutes; SQLite never does."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
        cursor.execute("CREATE TABLE benchmark_made (size varchar(5), fingerprint varchar(64))")
        cursor.execute("INSERT INTO benchmark_made VALUES (%s, %s)", [size, fingerprint()])
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def make_places(size):
    """Districts with families, schools, teams and their people, cycles and assessments."""
    from people.users import Notice

    from .sizes import SIZES

    shape = SIZES[size]
    notice = Notice.objects.create(key="benchmark", version=1, title="Notice", text="Why, and who can read it.")
    number = count(1)
    for how_many, schools in shape.districts:
        for _ in range(how_many):
            make_district(next(number), schools, shape, notice)


def make_district(number, schools, shape, notice):
    from districts.structure.models import District, Family, School, Team

    from .sizes import FAMILIES

    district = District.objects.create(name=f"District {number}", slug=f"district-{number}", notice=notice)
    families = [Family(district=district, name=f"Family {letter}") for letter in "ABCDEFGH"[:FAMILIES]]
    Family.objects.bulk_create(families)
    places = School.objects.bulk_create(
        School(district=district, family=families[n % FAMILIES], name=f"École St. Mary's {n + 1}")
        for n in range(schools)
    )
    teams = [Team(district=district, name="District leadership team")]
    teams += [Team(district=district, school=school, name=school.name) for school in places]
    Team.objects.bulk_create(teams)
    make_people(district, teams, shape.members)
    make_cycles(district, teams, shape.published)


def make_people(district, teams, members):
    from django.utils import timezone

    from districts.roles.models import Appointment, Membership, Role
    from people.users import Acceptance, User

    since = timezone.now() - datetime.timedelta(days=3000)
    wanted = len(teams) * members + 2
    people = User.objects.bulk_create(
        [User(email=f"{district.slug}-{n}@example.org", name=f"Person {n}", password="!") for n in range(wanted)],
        batch_size=500,
    )
    superintendent, administrator, *raters = people
    Appointment.objects.create(person=superintendent, role=Role.SUPERINTENDENT, district=district, starts_at=since)
    Appointment.objects.create(
        person=administrator, role=Role.DISTRICT_ADMINISTRATOR, district=district, starts_at=since
    )
    Membership.objects.bulk_create(
        [
            Membership(team=teams[n // members], person=person, facilitates=n % members == 0, starts_at=since)
            for n, person in enumerate(raters)
        ],
        batch_size=500,
    )
    Acceptance.objects.bulk_create(
        [Acceptance(notice=district.notice, person=person) for person in raters], batch_size=500
    )


def make_cycles(district, teams, published):
    """One cycle a year: the older ones published, the newest open for the next two years."""
    from django.utils import timezone

    from assessments.cycles.models import Assessment, Cycle
    from frameworks.models.edition import Edition, Practice
    from frameworks.models.scale import Scale

    from .sizes import EDITION, SCALE

    edition, scale = Edition.objects.get(version=EDITION), Scale.objects.get(key=SCALE)
    order = list(Practice.objects.filter(characteristic__edition=edition).values_list("pk", flat=True))
    first = timezone.now().date() - datetime.timedelta(days=365 * published + 30)
    for year in range(published + 1):
        opens, is_open = first + datetime.timedelta(days=365 * year), year == published
        closes = opens + datetime.timedelta(days=730 if is_open else 60)
        closed_at = timezone.now() - datetime.timedelta(days=365 * (published - year))
        cycle = Cycle.objects.create(
            district=district,
            name=f"Year {year + 1}",
            edition=edition,
            scale=scale,
            notice=district.notice,
            opens_on=opens,
            closes_on=closes,
            published_at=None if is_open else closed_at,
            retention_months=120,  # the ratings of all years stand, and are answered to
            ratings_counted_from=closes,
        )
        Assessment.objects.bulk_create(
            Assessment(
                cycle=cycle,
                district=district,
                team=team,
                school_id=team.school_id,
                meeting_started_at=None if is_open else closed_at,
                talk_first=[] if is_open else order[::3],
            )
            for team in teams
        )
    Scale.objects.filter(pk=scale.pk, frozen_at__isnull=True).update(frozen_at=timezone.now())


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1])
