"""Names have a key, by which they are compared."""

from django.db import migrations, models

import people.named


class Migration(migrations.Migration):
    dependencies = [("districts", "0009_limits_of_superintendents")]

    operations = [
        migrations.AddField(
            model_name="district",
            name="name_key",
            field=people.named.NameKeyField(default="", editable=False, max_length=250),
        ),
        migrations.AddField(
            model_name="district", name="namesake", field=models.PositiveSmallIntegerField(default=0, editable=False)
        ),
        migrations.AddField(
            model_name="district", name="kept_apart", field=models.BooleanField(default=False, editable=False)
        ),
        migrations.AddField(
            model_name="family",
            name="name_key",
            field=people.named.NameKeyField(default="", editable=False, max_length=250),
        ),
        migrations.AddField(
            model_name="family", name="namesake", field=models.PositiveSmallIntegerField(default=0, editable=False)
        ),
        migrations.AddField(
            model_name="family", name="kept_apart", field=models.BooleanField(default=False, editable=False)
        ),
        migrations.AddField(
            model_name="school",
            name="name_key",
            field=people.named.NameKeyField(default="", editable=False, max_length=250),
        ),
        migrations.AddField(
            model_name="school", name="namesake", field=models.PositiveSmallIntegerField(default=0, editable=False)
        ),
        migrations.AddField(
            model_name="school", name="kept_apart", field=models.BooleanField(default=False, editable=False)
        ),
        migrations.AddField(
            model_name="team",
            name="name_key",
            field=people.named.NameKeyField(default="", editable=False, max_length=250),
        ),
        migrations.AddField(
            model_name="team", name="namesake", field=models.PositiveSmallIntegerField(default=0, editable=False)
        ),
        migrations.AddField(
            model_name="team", name="kept_apart", field=models.BooleanField(default=False, editable=False)
        ),
    ]
