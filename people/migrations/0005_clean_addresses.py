"""Addresses that hold a character nobody sees become what their owners type.

Where another account has the clean address already, both stay as they are: they may be two people's work.
"""

from django.db import migrations

from people.email_addresses import clean_address


def clean(apps, schema_editor):
    accounts = apps.get_model("people", "User").objects.using(schema_editor.connection.alias)
    addresses = dict(accounts.order_by("pk").values_list("pk", "email"))
    taken = set(addresses.values())
    for pk, address in addresses.items():
        cleaned = clean_address(address)
        if cleaned not in taken:
            taken.add(cleaned)
            accounts.filter(pk=pk).update(email=cleaned)


class Migration(migrations.Migration):
    dependencies = [("people", "0004_access_tokens")]

    operations = [migrations.RunPython(clean, migrations.RunPython.noop, elidable=True)]
