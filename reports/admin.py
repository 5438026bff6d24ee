"""Nothing of reports is in the Django admin; nor are tasks, whose rows are no business of anybody's hand."""

from django.contrib import admin
from django_tasks_db.models import DBTaskResult

admin.site.unregister(DBTaskResult)
