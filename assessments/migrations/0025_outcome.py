from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """What a team agreed is called an outcome; its rows, keys and what points at them stay."""

    dependencies = [
        ("assessments", "0024_saved_tasks_follow_their_module"),
    ]

    operations = [
        migrations.RemoveConstraint("agreement", "agreement_has_a_level_exactly_when_its_outcome_is_one"),
        migrations.RemoveConstraint("agreement", "does_not_apply_has_a_reason"),
        migrations.RemoveConstraint("agreement", "only_an_agreed_level_is_shared"),
        migrations.RenameModel("Agreement", "Outcome"),
        migrations.RenameField("outcome", "outcome", "kind"),
        migrations.AlterModelOptions("outcome", {"verbose_name": "outcome", "verbose_name_plural": "outcomes"}),
        migrations.AlterField(
            "outcome",
            "assessment",
            models.ForeignKey("assessments.assessment", on_delete=models.CASCADE, related_name="outcomes"),
        ),
        migrations.AddConstraint(
            "outcome",
            models.CheckConstraint(
                name="outcome_has_a_level_exactly_when_it_is_one",
                condition=Q(kind="level", level__isnull=False) | (~Q(kind="level") & Q(level__isnull=True)),
            ),
        ),
        migrations.AddConstraint(
            "outcome",
            models.CheckConstraint(
                name="does_not_apply_has_a_reason", condition=~Q(kind="does_not_apply") | ~Q(reason="")
            ),
        ),
        migrations.AddConstraint(
            "outcome",
            models.CheckConstraint(
                name="only_an_agreed_level_is_shared", condition=Q(willing_to_share=False) | Q(kind="level")
            ),
        ),
    ]
