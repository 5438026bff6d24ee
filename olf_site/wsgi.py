"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

from olf_site.serving.preload import preload

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "olf_site.settings")
application = get_wsgi_application()
# What the front asks before it takes in a large body.
application.body_limits = import_string("olf_site.bodies.body_limits")()
preload()
