from django.db import migrations, models


class Migration(migrations.Migration):
    """What boards call the school number was the identifier of the student system: words alone, no column changes."""

    dependencies = [("districts", "0012_one_of_a_name")]

    operations = [
        migrations.AlterField(
            model_name="school",
            name="sourced_id",
            field=models.CharField(blank=True, max_length=100, verbose_name="school number"),
        ),
    ]
