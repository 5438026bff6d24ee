from django.db import migrations


class Migration(migrations.Migration):
    """What is worked out from other rows when it is asked for, or is copied and never asked for, is not stored."""

    dependencies = [
        ("assessments", "0025_outcome"),
    ]

    operations = [
        migrations.AlterModelOptions(
            "evidencelink",
            {"ordering": ["pk"], "verbose_name": "linked evidence", "verbose_name_plural": "linked evidence"},
        ),
        migrations.RemoveField("evidencelink", "linked_at"),
        migrations.RemoveField("record", "seats"),
        migrations.RemoveField("record", "threshold"),
        migrations.RemoveField("recordcharacteristic", "distribution"),
    ]
