"""The measure to compare with: a Django project of two views and nothing else, served in the same way.

`/` answers a constant; `/upsert/` writes one row by a key of two numbers. Its database is of the same kind, opened in
the same way (the settings are ours), and holds that one table.
"""

import os
import sys
import time

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpResponse
from django.urls import path

from olf_site.settings import DATABASES

settings.configure(
    DEBUG=False,
    SECRET_KEY=os.environ.get("SECRET_KEY", "bare"),
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[],
    INSTALLED_APPS=[],
    DATABASES=DATABASES,
    USE_TZ=True,
)

TABLE = """CREATE TABLE IF NOT EXISTS bare_rating (seat integer NOT NULL, practice integer NOT NULL,
    value integer NOT NULL, saved_at double precision NOT NULL, PRIMARY KEY (seat, practice))"""
UPSERT = """INSERT INTO bare_rating (seat, practice, value, saved_at) VALUES (%s, %s, %s, %s)
    ON CONFLICT (seat, practice) DO UPDATE SET value = excluded.value, saved_at = excluded.saved_at"""


def answer(text):
    """A short answer that says its length, so that the connection can be used again."""
    return HttpResponse(text, headers={"Content-Length": str(len(text))})


def plain(request):
    """The least that Django answers."""
    return answer(b"ok")


def upsert(request):
    """The least that saves something."""
    seat, practice, value = (int(request.POST[name]) for name in ("seat", "practice", "value"))
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, [seat, practice, value, time.time()])
    return answer(b"saved")


urlpatterns = [path("", plain), path("upsert/", upsert)]
application = get_wsgi_application()

if __name__ == "__main__" and sys.argv[1:] == ["prepare"]:
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
