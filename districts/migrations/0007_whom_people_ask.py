import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("districts", "0006_who_added_and_ended_memberships")]

    operations = [
        migrations.AddField(
            model_name="district",
            name="contact",
            field=models.CharField(
                blank=True,
                help_text="Stands in the notice that people accept before they rate. Empty: the district’s administrators.",
                max_length=300,
                verbose_name="whom people ask",
            ),
        ),
        migrations.AlterField(
            model_name="district",
            name="retention_months",
            field=models.PositiveSmallIntegerField(
                default=24,
                help_text="Individual ratings are kept this long after a cycle’s last day; the records stay.",
                validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(120)],
                verbose_name="keep ratings for (months)",
            ),
        ),
    ]
