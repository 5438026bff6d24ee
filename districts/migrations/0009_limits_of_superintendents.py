"""Superintendents who have families now stay limited to them, whatever becomes of the families."""

from django.db import migrations


def limit(apps, schema_editor):
    """Mark the roles that families are chosen for."""
    Appointment = apps.get_model("districts", "Appointment")
    Appointment.objects.filter(pk__in=Appointment.families.through.objects.values("appointment")).update(
        limited_to_families=True
    )


class Migration(migrations.Migration):
    dependencies = [
        ("districts", "0008_superintendents_of_some_families"),
    ]

    operations = [
        migrations.RunPython(limit, migrations.RunPython.noop),
    ]
