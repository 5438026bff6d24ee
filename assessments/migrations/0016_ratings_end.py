import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The day from which the end of a cycle's ratings is counted; and a seat may lose its name."""

    dependencies = [
        ("assessments", "0015_how_it_is_seen_differently"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="cycle",
            name="ratings_counted_from",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="ratings kept from"),
        ),
        migrations.AlterField(
            model_name="seat",
            name="person",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
    ]
