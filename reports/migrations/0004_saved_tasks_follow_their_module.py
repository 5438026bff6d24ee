from django.db import migrations

OLD = "reports.actions.exports.make_export"
NEW = "reports.board.export_actions.make_export"


def rename(apps, old, new):
    apps.get_model("django_tasks_database", "DBTaskResult").objects.filter(task_path=old).update(task_path=new)


class Migration(migrations.Migration):
    """A file that was asked for before the module moved is made after it."""

    dependencies = [
        ("reports", "0003_remove_figures_of_single_teams_from_copies"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [
        migrations.RunPython(
            lambda apps, _editor: rename(apps, OLD, NEW), lambda apps, _editor: rename(apps, NEW, OLD), elidable=True
        )
    ]
