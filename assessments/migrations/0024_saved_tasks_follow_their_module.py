from django.db import migrations

OLD = "assessments.actions.previews.make_preview"
NEW = "assessments.evidence.actions.previews.make_preview"


def rename(apps, old, new):
    apps.get_model("django_tasks_database", "DBTaskResult").objects.filter(task_path=old).update(task_path=new)


class Migration(migrations.Migration):
    """A small picture that was asked for before the module moved is drawn after it."""

    dependencies = [
        ("assessments", "0023_one_cycle_of_a_name"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [
        migrations.RunPython(
            lambda apps, _editor: rename(apps, OLD, NEW), lambda apps, _editor: rename(apps, NEW, OLD), elidable=True
        )
    ]
