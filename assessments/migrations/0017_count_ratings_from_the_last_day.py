"""In cycles in which somebody has begun to rate, the end of the ratings is counted from the last day as it stands."""

from django.db import migrations
from django.db.models import Exists, F, OuterRef


def count_from_the_last_day(apps, schema_editor):
    """Set it where there is a seat: whoever has one may have answered."""
    seats = apps.get_model("assessments", "Seat").objects.filter(cycle=OuterRef("pk"))
    cycles = apps.get_model("assessments", "Cycle").objects.filter(ratings_counted_from__isnull=True)
    cycles.filter(Exists(seats)).update(ratings_counted_from=F("closes_on"))


class Migration(migrations.Migration):
    dependencies = [("assessments", "0016_ratings_end")]

    operations = [migrations.RunPython(count_from_the_last_day, migrations.RunPython.noop, elidable=True)]
