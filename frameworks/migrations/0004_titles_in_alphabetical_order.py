"""Titles of frameworks and scales stand in the alphabet's order."""

from django.db import migrations

import people.ordering


class Migration(migrations.Migration):
    dependencies = [("frameworks", "0003_groups_go_with_their_draft")]

    operations = [
        migrations.AlterModelOptions(
            name="framework",
            options={
                "ordering": [people.ordering.Alphabetical("title")],
                "verbose_name": "framework",
                "verbose_name_plural": "frameworks",
            },
        ),
        migrations.AlterModelOptions(
            name="edition",
            options={
                "ordering": [people.ordering.Alphabetical("framework__title"), "version"],
                "verbose_name": "edition",
                "verbose_name_plural": "editions",
            },
        ),
        migrations.AlterModelOptions(
            name="scale",
            options={
                "ordering": [people.ordering.Alphabetical("title")],
                "verbose_name": "scale",
                "verbose_name_plural": "scales",
            },
        ),
    ]
