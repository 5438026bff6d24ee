"""What is known of a file that was cleaned, the sending that made a piece, and longer links."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0019_bands_emptied_and_spreads_of_reveals"),
    ]

    operations = [
        migrations.AddField(
            model_name="evidence",
            name="commenters",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="evidence",
            name="file_cleaned",
            field=models.BooleanField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="evidence",
            name="has_changes",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="evidence",
            name="sent_as",
            field=models.CharField(blank=True, default="", editable=False, max_length=64),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="evidence",
            name="url",
            field=models.URLField(blank=True, max_length=4000, verbose_name="link"),
        ),
        migrations.AlterField(
            model_name="recordevidence",
            name="url",
            field=models.URLField(blank=True, max_length=4000),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.UniqueConstraint(
                condition=~models.Q(sent_as=""), fields=("team", "sent_as"), name="evidence_sent_once"
            ),
        ),
    ]
