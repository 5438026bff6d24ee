"""Names of cycles have a key, by which they are compared; teams and records stand in the alphabet's order."""

from django.db import migrations, models

import people.named
import people.ordering


class Migration(migrations.Migration):
    dependencies = [("assessments", "0020_evidence_cleaned_and_sent_once"), ("districts", "0010_name_keys")]

    operations = [
        migrations.AddField(
            model_name="cycle",
            name="name_key",
            field=people.named.NameKeyField(default="", editable=False, max_length=250),
        ),
        migrations.AddField(
            model_name="cycle", name="namesake", field=models.PositiveSmallIntegerField(default=0, editable=False)
        ),
        migrations.AddField(
            model_name="cycle", name="kept_apart", field=models.BooleanField(default=False, editable=False)
        ),
        migrations.AlterModelOptions(
            name="assessment",
            options={
                "ordering": [people.ordering.Alphabetical("team__name"), "team__name"],
                "verbose_name": "assessment",
                "verbose_name_plural": "assessments",
            },
        ),
        migrations.AlterModelOptions(
            name="record",
            options={
                "ordering": [
                    people.ordering.Alphabetical("school_name"),
                    people.ordering.Alphabetical("team_name"),
                    "team_name",
                ],
                "verbose_name": "record",
                "verbose_name_plural": "records",
            },
        ),
    ]
