"""Tokens and calendar addresses there are go on with the password that their person has now."""

from django.db import migrations
from django.utils.crypto import salted_hmac

SALT = "people.access"


def mark(apps, schema_editor):
    """Write the mark of the present password to each."""
    for name in ("AccessToken", "CalendarAddress"):
        model = apps.get_model("people", name)
        for one in model.objects.filter(password_mark="").select_related("person").iterator():
            password_mark = salted_hmac(SALT, one.person.password, algorithm="sha256").hexdigest()
            model.objects.filter(pk=one.pk).update(password_mark=password_mark)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_access_changed_by_others"),
    ]

    operations = [
        migrations.RunPython(mark, migrations.RunPython.noop),
    ]
