from django.db import migrations


class Migration(migrations.Migration):
    """What was made from one team's ratings leaves the tables: its median and shares, and groups that held them."""

    dependencies = [("assessments", "0013_blocks_of_published_cycles")]

    operations = [
        migrations.RemoveField(
            model_name="recordpractice",
            name="median",
        ),
        migrations.RemoveField(
            model_name="recordpractice",
            name="share_not_enough",
        ),
        migrations.RemoveField(
            model_name="recordpractice",
            name="share_within_one",
        ),
        migrations.DeleteModel(
            name="RecordGroup",
        ),
        migrations.DeleteModel(
            name="RecordMirror",
        ),
    ]
