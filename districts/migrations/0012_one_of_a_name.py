"""A name is given once, however it is written."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("districts", "0011_fill_name_keys")]

    operations = [
        migrations.RemoveConstraint(model_name="family", name="family_name_once"),
        migrations.AddConstraint(
            model_name="family",
            constraint=models.UniqueConstraint(
                fields=["district", "name_key", "namesake"], name="one_family_of_a_name"
            ),
        ),
        migrations.RemoveConstraint(model_name="school", name="school_name_once"),
        migrations.AddConstraint(
            model_name="school",
            constraint=models.UniqueConstraint(
                fields=["district", "name_key", "namesake"], name="one_school_of_a_name"
            ),
        ),
        migrations.RemoveConstraint(model_name="team", name="team_name_once"),
        migrations.AddConstraint(
            model_name="team",
            constraint=models.UniqueConstraint(fields=["district", "name_key", "namesake"], name="one_team_of_a_name"),
        ),
        migrations.AddConstraint(
            model_name="district",
            constraint=models.UniqueConstraint(fields=["name_key", "namesake"], name="one_district_of_a_name"),
        ),
    ]
