"""A district's cycle has a name once, however it is written."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0022_fill_name_keys")]

    operations = [
        migrations.RemoveConstraint(model_name="cycle", name="cycle_name_once"),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.UniqueConstraint(fields=["district", "name_key", "namesake"], name="one_cycle_of_a_name"),
        ),
    ]
