"""`python -m benchmarks.records`: 48,000 schools with one published year of records, in the PostgreSQL of DATABASE_URL.

Only what province-wide reports read: nobody rated. Another data set than ``dataset`` makes, by the same statements.
"""

import hashlib
import time
from itertools import count
from pathlib import Path

import django

from . import dataset
from .sizes import SCALE, Shape

SIZE = "XL"
SHAPE = Shape(((685, 70), (1, 50)), members=0, published=1)


def main():
    """Make the data set, or say that it is there."""
    from django.db import connection

    if connection.vendor != "postgresql":
        raise SystemExit("48,000 schools are measured on PostgreSQL alone.")
    started = time.monotonic()
    if dataset.made() == (SIZE, fingerprint()):
        print(f"{SIZE}: kept from an earlier run", flush=True)
        return
    prepare()
    make_districts()
    print(f"{SIZE}: {SHAPE.schools} schools ({time.monotonic() - started:.0f} s)", flush=True)
    print(f"{SIZE}: {make_records()} practices in records ({time.monotonic() - started:.0f} s)", flush=True)
    dataset.finish(SIZE)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE benchmark_made SET fingerprint = %s", [fingerprint()])


def fingerprint():
    """Changes when the smaller data sets' does, or this file."""
    return hashlib.sha256(dataset.fingerprint().encode() + Path(__file__).read_bytes()).hexdigest()


def prepare():
    """An empty database with every table and the frameworks."""
    from django.core.management import call_command

    dataset.empty()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("load_frameworks", verbosity=0)


def make_districts():
    """Districts with their families, schools, teams, superintendents, and two years of cycles: one to publish, one open."""
    from django.db import transaction

    from people.users import Notice

    notice = Notice.objects.create(key="benchmark", version=1, title="Notice", text="Why, and who can read it.")
    number = count(1)
    with transaction.atomic():
        for how_many, schools in SHAPE.districts:
            for _ in range(how_many):
                dataset.make_district(next(number), schools, SHAPE, notice)


def make_records():
    """The published year's records with their practices and characteristics; returns how many practices."""
    from django.db import transaction

    from assessments.cycles.models import Cycle
    from frameworks.models.scale import Level

    from . import years

    levels = list(Level.objects.filter(scale__key=SCALE).order_by("value"))
    published = Cycle.objects.published().order_by("pk").values_list("name", "edition")
    name, edition = published[0]
    with transaction.atomic():
        years.write_records(name)
        kept = years.write_practices(name, years.PRACTICES % edition, levels)
        years.write_characteristics(name, levels)
    return kept


if __name__ == "__main__":
    django.setup()
    main()
