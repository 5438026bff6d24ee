"""Every cycle's name gets its key."""

from django.db import migrations

from people.named import fill_name_keys


def fill(apps, schema_editor):
    fill_name_keys(apps.get_model("assessments", "Cycle").objects.using(schema_editor.connection.alias), "district")


class Migration(migrations.Migration):
    dependencies = [("assessments", "0021_name_keys")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
