from django.db import migrations, models


class Migration(migrations.Migration):
    """Copies and files of the board report say what was taken out of them; a link is looked at, not opened."""

    dependencies = [("reports", "0001_board_report")]

    operations = [
        migrations.AddField(
            model_name="sharedreport",
            name="figures_removed_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="figures of single teams removed"),
        ),
        migrations.AlterField(
            model_name="export",
            name="problem",
            field=models.CharField(
                blank=True,
                choices=[
                    ("no_pango", "no library to set type with"),
                    ("failed", "something went wrong"),
                    ("removed", "held figures of single teams"),
                ],
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="sharedreport",
            name="last_read_at",
            field=models.DateTimeField(null=True, verbose_name="last looked at"),
        ),
        migrations.AlterField(
            model_name="sharedreport",
            name="reads",
            field=models.PositiveIntegerField(default=0, verbose_name="times looked at"),
        ),
    ]
