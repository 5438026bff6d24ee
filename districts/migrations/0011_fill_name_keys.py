"""Every name gets its key. Districts that look alike have their own web addresses, and are meant to be two."""

from django.db import migrations

from people.named import fill_name_keys


def fill(apps, schema_editor):
    using = schema_editor.connection.alias
    for name in ("Family", "School", "Team"):
        fill_name_keys(apps.get_model("districts", name).objects.using(using), "district")
    fill_name_keys(apps.get_model("districts", "District").objects.using(using), apart=True)


class Migration(migrations.Migration):
    dependencies = [("districts", "0010_name_keys")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
