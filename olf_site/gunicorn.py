"""How gunicorn serves Strong Districts: 2 workers of 4 threads, quiet, and no word about what anyone looked at."""

import gc
import os
from pathlib import Path

from gunicorn.glogging import Logger

from olf_site import logs

wsgi_app = "olf_site.wsgi:application"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"

worker_class = "gthread"
workers = int(os.environ.get("WORKERS", "2"))
threads = int(os.environ.get("THREADS", "4"))

# The application is imported once and the workers are forked from it: they share what they do not change,
# and are ready at once. The price: new code is picked up by a restart, not by a HUP.
preload_app = True

timeout = 30
graceful_timeout = 20
keepalive = 5

# Nothing here needs a long address or many headers; forms travel in the body, where Django's own limits hold.
limit_request_line = 4094
limit_request_fields = 64
limit_request_field_size = 8190

# Workers show that they live by touching a file; on a disk that can stall for longer than `timeout`.
_memory = Path("/dev/shm")
if _memory.is_dir() and os.access(_memory, os.W_OK):
    worker_tmp_dir = str(_memory)

# The control socket would be a file in the home folder, which a service account may not have.
control_socket_disable = True

# Addresses say who looked at what, so by default no line is written for a request; errors are.
# ACCESS_LOG=1 writes method, path, status and time: no query string, no address, no browser, and no path's secret.
accesslog = "-" if os.environ.get("ACCESS_LOG", "") == "1" else None
access_log_format = "%(m)s %(U)s %(s)s %(M)sms"
errorlog = "-"
loglevel = os.environ.get("SERVER_LOG_LEVEL", "warning")
logs.install()


class DiscreetLogger(Logger):
    """Writes a request without what would open something to whoever reads the log."""

    def atoms(self, resp, req, environ, request_time):
        """What a line may be made of."""
        path = logs.discreet(environ.get("PATH_INFO", ""))
        return super().atoms(resp, req, {**environ, "PATH_INFO": path}, request_time)


logger_class = DiscreetLogger


def pre_fork(server, worker):
    """Keep what was imported out of the collector's rounds, which would copy every shared page into the worker."""
    gc.freeze()


def when_ready(server):
    """Say where to look, once there is something to see."""
    print("Strong Districts is at " + ", ".join(str(listener) for listener in server.LISTENERS), flush=True)
    print("Stop it with Ctrl-C.", flush=True)
