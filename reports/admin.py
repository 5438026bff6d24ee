"""Reports and tasks have nothing in the Django admin: their rows are not to be edited by hand."""

from django.contrib import admin
from django_tasks_db.models import DBTaskResult

admin.site.unregister(DBTaskResult)
