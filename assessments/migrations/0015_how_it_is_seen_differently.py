from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0014_no_figures_of_single_teams")]

    operations = [
        migrations.AlterField(
            model_name="agreement",
            name="dissent",
            field=models.TextField(blank=True, verbose_name="how it is seen differently"),
        ),
        migrations.AlterField(
            model_name="parked",
            name="dissent",
            field=models.TextField(blank=True, verbose_name="how it is seen differently"),
        ),
        migrations.AlterField(
            model_name="recordpractice",
            name="dissent",
            field=models.TextField(blank=True, verbose_name="how it is seen differently"),
        ),
    ]
