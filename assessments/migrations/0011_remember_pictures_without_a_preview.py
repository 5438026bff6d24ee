from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0010_willing_to_share")]

    operations = [
        migrations.AddField(
            model_name="evidence",
            name="preview_failed",
            field=models.BooleanField(default=False, editable=False),
        ),
    ]
