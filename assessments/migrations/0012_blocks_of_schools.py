import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0011_remember_pictures_without_a_preview"),
        ("districts", "0003_names_in_alphabetical_order"),
        ("frameworks", "0003_groups_go_with_their_draft"),
    ]

    operations = [
        migrations.CreateModel(
            name="Block",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        help_text="Families by name, then all others.", verbose_name="position"
                    ),
                ),
                ("family_name", models.CharField(blank=True, max_length=200, verbose_name="family of schools")),
                (
                    "has_others",
                    models.BooleanField(
                        default=False, verbose_name="holds the schools that are in no block of their own"
                    ),
                ),
                ("is_all", models.BooleanField(default=False, verbose_name="holds all schools")),
                ("people", models.PositiveIntegerField(verbose_name="people who answered")),
                (
                    "step",
                    models.PositiveSmallIntegerField(verbose_name="shares are written in steps of so many per cent"),
                ),
                ("assessments", models.ManyToManyField(related_name="+", to="assessments.assessment")),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="blocks", to="assessments.cycle"
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="districts.family",
                    ),
                ),
            ],
            options={
                "verbose_name": "block of schools",
                "verbose_name_plural": "blocks of schools",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="BlockPractice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("shares", models.JSONField(blank=True, null=True, verbose_name="shares of the answers")),
                (
                    "block",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="practices", to="assessments.block"
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.cycle"
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="frameworks.practice"
                    ),
                ),
            ],
            options={
                "verbose_name": "practice of a block",
                "verbose_name_plural": "practices of blocks",
            },
        ),
        migrations.CreateModel(
            name="MirrorPractice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("people", models.PositiveSmallIntegerField(verbose_name="people who answered")),
                (
                    "quarters",
                    models.SmallIntegerField(
                        blank=True,
                        null=True,
                        verbose_name="mean in quarters of a level, half a level from the ends for all beyond",
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mirror", to="assessments.cycle"
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="frameworks.practice"
                    ),
                ),
            ],
            options={
                "verbose_name": "practice in the mirror",
                "verbose_name_plural": "practices in the mirror",
            },
        ),
        migrations.AddConstraint(
            model_name="block",
            constraint=models.UniqueConstraint(fields=("cycle", "position"), name="block_position_once"),
        ),
        migrations.AddConstraint(
            model_name="block",
            constraint=models.CheckConstraint(
                condition=models.Q(("family_name", ""), ("has_others", False), _negated=True),
                name="block_is_of_a_family_or_of_others",
            ),
        ),
        migrations.AddConstraint(
            model_name="blockpractice",
            constraint=models.UniqueConstraint(fields=("block", "practice"), name="practice_of_a_block_once"),
        ),
        migrations.AddConstraint(
            model_name="mirrorpractice",
            constraint=models.UniqueConstraint(fields=("cycle", "practice"), name="practice_mirrored_once"),
        ),
    ]
